package io.schedulerrunner.web;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.report.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What a request is answered with. Immutable, as far as its body is.
 *
 * @param headers by name, content type included; security headers are added to every answer
 * @param body written once, in pieces, and never kept as a whole
 */
public record Answer(int status, Map<String, String> headers, Body body) {

  /** Writes the content of an answer. */
  @FunctionalInterface
  public interface Body {
    /** Nothing. */
    Body EMPTY = out -> {};

    /** Writes everything; the stream is buffered, and {@code flush} sends what there is. */
    void writeTo(OutputStream out) throws IOException;
  }

  public Answer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** An answer of JSON, written by {@code body} itself. */
  public static Answer json(int status, Body body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }

  /** An answer of one JSON object, whose properties {@code properties} writes. */
  public static Answer object(int status, Consumer<JsonGenerator> properties) {
    return json(
        status,
        out -> {
          JsonGenerator json = JsonOutput.to(out);
          json.writeStartObject();
          properties.accept(json);
          json.writeEndObject();
          json.flush();
        });
  }

  /**
   * An error as every route answers it.
   *
   * @param error a short name such as {@code not_found}
   * @param message a sentence that says nothing of the inside
   */
  public static Answer error(int status, String error, String message) {
    return object(status, json -> writeError(json, error, message));
  }

  /** 400 with everything that is wrong with a request. */
  static Answer problems(ConfigurationException refused) {
    List<Problem> problems = refused.problems();
    String message =
        problems.size() == 1
            ? problems.getFirst().toString()
            : "There are " + problems.size() + " problems with this request; nothing was called.";
    return object(
        400,
        json -> {
          writeError(json, "invalid_request", message);
          json.writeArrayPropertyStart("details");
          problems.forEach(problem -> write(json, problem));
          json.writeEndArray();
        });
  }

  /** The same with one header more. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  private static void writeError(JsonGenerator json, String error, String message) {
    json.writeStringProperty("error", error);
    json.writeStringProperty("message", JsonOutput.wellFormed(message));
  }

  private static void write(JsonGenerator json, Problem problem) {
    json.writeStartObject();
    json.writeStringProperty("where", JsonOutput.wellFormed(problem.where()));
    json.writeStringProperty("message", JsonOutput.wellFormed(problem.message()));
    json.writeStringProperty("example", JsonOutput.wellFormed(problem.example()));
    json.writeEndObject();
  }
}

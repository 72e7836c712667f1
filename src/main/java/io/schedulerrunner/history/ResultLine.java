package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.report.EndpointStatus;
import io.schedulerrunner.report.ReportLine;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/**
 * A {@link ResultEntry} as text: JSON without line breaks. The response's document is apart, so
 * that statistics need not read it. Immutable.
 *
 * @param response empty where there is none
 * @param at when it was so
 */
record ResultLine(String entry, String response, Instant at) {

  private static final int MOST_CURL = 30_000;

  static ResultLine of(ResultEntry entry, Instant now) {
    return switch (entry) {
      case ResultEntry.Recorded recorded -> of(recorded);
      case ResultEntry.Moved moved ->
          new ResultLine(
              object(
                  json -> {
                    json.writeStringProperty("moved", moved.name());
                    json.writeNumberProperty("position", moved.position());
                  }),
              "",
              now);
      case ResultEntry.Gone gone ->
          new ResultLine(object(json -> json.writeStringProperty("gone", gone.name())), "", now);
    };
  }

  /** Bytes in UTF-8, with the ends of both lines. */
  int size() {
    return entry.getBytes(UTF_8).length + response.getBytes(UTF_8).length + 2;
  }

  /** Reads it; with an empty body where the response is not given. */
  static ResultEntry read(String entry, String response) {
    JsonNode json = Json.read(entry);
    if (json.has("gone")) {
      return new ResultEntry.Gone(json.path("gone").asString());
    }
    if (json.has("moved")) {
      return new ResultEntry.Moved(json.path("moved").asString(), json.path("position").asInt());
    }
    AttemptsText.Kept kept = AttemptsText.read(json.path("attempts").asString());
    RecordedResult result =
        new RecordedResult(
            json.path("definition").asString(),
            new RecordedResult.Shown(
                json.path("position").asInt(),
                json.path("name").asString(),
                json.path("method").asString(),
                json.path("endpoint").asString()),
            outcome(json, response),
            Instant.parse(json.path("finished_at").asString()),
            Duration.ofNanos(json.path("duration_ns").asLong()),
            kept.attempts(),
            false,
            kept.curl(),
            0);
    return new ResultEntry.Recorded(json.path("lease").asLong(), result);
  }

  private static ResultLine of(ResultEntry.Recorded recorded) {
    ReportLine line = ReportLine.of(recorded.result().outcome());
    Optional<KeptResponse> kept = line.response().map(KeptResponse::of);
    String entry =
        object(
            json -> {
              writeCall(json, recorded);
              json.writeStringProperty("status", line.status().wireName());
              line.failure().ifPresent(failure -> write(json, failure));
              if (recorded.result().outcome() instanceof Outcome.Omitted omitted) {
                json.writeStringProperty("error", omitted.reason());
              }
              line.response().ifPresent(it -> json.writeNumberProperty("status_code", it.status()));
              kept.ifPresent(it -> write(json, it));
            });
    return new ResultLine(
        entry, kept.map(KeptResponse::line).orElse(""), recorded.result().finishedAt());
  }

  private static void writeCall(JsonGenerator json, ResultEntry.Recorded recorded) {
    RecordedResult result = recorded.result();
    json.writeStringProperty("name", recorded.name());
    json.writeNumberProperty("position", result.index());
    json.writeNumberProperty("lease", recorded.lease());
    json.writeStringProperty("method", result.call().method());
    json.writeStringProperty("endpoint", result.call().url());
    json.writeStringProperty("definition", result.definition());
    json.writeStringProperty("finished_at", result.finishedAt().toString());
    json.writeNumberProperty("duration_ns", result.duration().toNanos());
    json.writeStringProperty("attempts", AttemptsText.write(result.attempts(), curl(result)));
  }

  /** A request that is too long for a document is not kept. */
  private static Optional<String> curl(RecordedResult result) {
    return result.curl().filter(line -> line.length() <= MOST_CURL);
  }

  private static void write(JsonGenerator json, Failure failure) {
    json.writeStringProperty("error_type", failure.type().wireName());
    json.writeStringProperty("error", failure.message());
  }

  private static void write(JsonGenerator json, KeptResponse kept) {
    json.writeStringProperty("form", kept.form().name());
    json.writeBooleanProperty("truncated", kept.truncated());
  }

  private static Outcome outcome(JsonNode json, String response) {
    String error = json.path("error").asString("");
    Optional<Failure> failure =
        Optional.ofNullable(json.get("error_type"))
            .map(type -> new Failure(AttemptsText.errorType(type.asString()), error));
    return switch (status(json)) {
      case SUCCESS, WARNING -> new Outcome.Succeeded(response(json, response).orElseThrow());
      case FAILED -> new Outcome.Failed(failure.orElseThrow(), response(json, response));
      case SKIPPED -> new Outcome.Skipped(failure.orElseThrow());
      case NOT_STARTED -> new Outcome.NotStarted(failure.orElseThrow());
      case CANCELLED -> new Outcome.Cancelled(failure.orElseThrow());
      case OMITTED -> new Outcome.Omitted(error);
    };
  }

  private static EndpointStatus status(JsonNode json) {
    return EndpointStatus.valueOf(json.path("status").asString().toUpperCase(Locale.ROOT));
  }

  private static Optional<Response> response(JsonNode json, String response) {
    return Optional.ofNullable(json.get("form"))
        .map(
            form ->
                new Response(
                    json.path("status_code").asInt(),
                    KeptBody.stored(
                        KeptBody.Form.valueOf(form.asString()),
                        json.path("truncated").asBoolean(),
                        document(response))));
  }

  private static byte[] document(String response) {
    return (response.isEmpty() ? "\"\"" : Json.read(response).asString()).getBytes(UTF_8);
  }

  private static String object(Consumer<JsonGenerator> fields) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }
}

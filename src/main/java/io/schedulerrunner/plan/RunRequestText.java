package io.schedulerrunner.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointCheck;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Settings;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/**
 * A request as text, for another instance to read: JSON with the {@code body} of {@code POST
 * /execute} that means the same, and {@code only}, which no body may hold. Configured endpoints are
 * not in it, nor is anything that comes from the environment. Pure and thread-safe.
 */
public final class RunRequestText {

  private RunRequestText() {}

  /** Writes a request that was read from a body, or names configured endpoints. */
  public static String write(RunRequest request) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("body");
      writeBody(json, request);
      json.writeEndObject();
      request.only().ifPresent(names -> writeNames(json, "only", names));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeBody(JsonGenerator json, RunRequest request) {
    request.written().ifPresent(it -> writeTree(json, "endpoints", it.tree()));
    request.defaultPayload().ifPresent(payload -> writeTree(json, "default_payload", payload));
    json.writeBooleanProperty("parallel", request.parallel());
    request.maxWorkers().ifPresent(most -> json.writeNumberProperty("max_workers", most));
    if (!request.tags().isEmpty()) {
      writeNames(json, "tags", request.tags());
    }
    request.deadline().ifPresent(it -> json.writeNumberProperty("deadline", seconds(it)));
    json.writeBooleanProperty("send_email", request.sendEmail());
  }

  private static void writeTree(JsonGenerator json, String name, JsonNode tree) {
    json.writeName(name);
    Json.write(json, tree);
  }

  private static void writeNames(JsonGenerator json, String name, Collection<String> names) {
    json.writeArrayPropertyStart(name);
    names.forEach(json::writeString);
    json.writeEndArray();
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9);
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws ConfigurationException where this version does not accept the body
   */
  public static RunRequest read(String text, Settings settings, EndpointCheck check) {
    JsonNode document = Json.read(text);
    StringWriter body = new StringWriter(text.length());
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), body)) {
      Json.write(json, document.get("body"));
    }
    return RunRequestReader.read(body.toString().getBytes(UTF_8), settings, check)
        .restrictedTo(Optional.ofNullable(document.get("only")).map(RunRequestText::names));
  }

  private static Set<String> names(JsonNode array) {
    Set<String> names = new LinkedHashSet<>();
    array.forEach(name -> names.add(name.asString()));
    return names;
  }
}

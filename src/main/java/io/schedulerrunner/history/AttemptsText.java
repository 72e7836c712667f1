package io.schedulerrunner.history;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Phases;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * Attempts as the store keeps them: JSON in a text column, durations in microseconds. After the
 * attempts stands the request as a command, where it is kept.
 */
final class AttemptsText {

  private static final String CURL = "curl";

  private AttemptsText() {}

  /** What is kept. */
  record Kept(List<Attempt> attempts, Optional<String> curl) {}

  /** An array with one flat object for each attempt, and one with the request. */
  static String write(List<Attempt> attempts, Optional<String> curl) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (Attempt attempt : attempts) {
        write(json, attempt);
      }
      curl.ifPresent(
          line -> {
            json.writeStartObject();
            json.writeStringProperty(CURL, line);
            json.writeEndObject();
          });
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Attempt attempt) {
    json.writeStartObject();
    json.writeNumberProperty("number", attempt.number());
    json.writeStringProperty("started_at", attempt.startedAt().toString());
    json.writeNumberProperty("duration_us", micros(attempt.duration()));
    attempt.status().ifPresent(code -> json.writeNumberProperty("status_code", code));
    attempt
        .failure()
        .ifPresent(
            failure -> {
              json.writeStringProperty("error_type", failure.type().wireName());
              json.writeStringProperty("error", failure.message());
            });
    phase(json, "dns_us", attempt.phases().dns());
    phase(json, "connect_us", attempt.phases().connect());
    phase(json, "tls_us", attempt.phases().tls());
    phase(json, "first_byte_us", attempt.phases().firstByte());
    phase(json, "body_us", attempt.phases().body());
    attempt.address().ifPresent(address -> json.writeStringProperty("address", address));
    json.writeEndObject();
  }

  static Kept read(String text) {
    try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      List<Attempt> attempts = new ArrayList<>();
      Optional<String> curl = Optional.empty();
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = json.currentName();
          json.nextToken();
          fields.put(name, json.getString());
        }
        curl = Optional.ofNullable(fields.get(CURL));
        if (curl.isEmpty()) {
          attempts.add(attempt(new Fields(fields)));
        }
      }
      return new Kept(attempts, curl);
    }
  }

  static ErrorType errorType(String wireName) {
    return ErrorType.valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  private static Attempt attempt(Fields fields) {
    return new Attempt(
        Integer.parseInt(fields.text("number").orElseThrow()),
        Instant.parse(fields.text("started_at").orElseThrow()),
        fields.duration("duration_us").orElseThrow(),
        fields.text("status_code").stream().mapToInt(Integer::parseInt).findFirst(),
        fields
            .text("error_type")
            .map(type -> new Failure(errorType(type), fields.text("error").orElseThrow())),
        new Phases(
            Phases.nanos(fields.duration("dns_us")),
            Phases.nanos(fields.duration("connect_us")),
            Phases.nanos(fields.duration("tls_us")),
            Phases.nanos(fields.duration("first_byte_us")),
            Phases.nanos(fields.duration("body_us"))),
        fields.text("address"));
  }

  private static void phase(JsonGenerator json, String name, Optional<Duration> phase) {
    phase.ifPresent(duration -> json.writeNumberProperty(name, micros(duration)));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /** The fields of one object; all of them scalars. */
  private record Fields(Map<String, String> values) {

    Optional<String> text(String name) {
      return Optional.ofNullable(values.get(name));
    }

    Optional<Duration> duration(String name) {
      return text(name).map(micros -> Duration.of(Long.parseLong(micros), ChronoUnit.MICROS));
    }
  }
}

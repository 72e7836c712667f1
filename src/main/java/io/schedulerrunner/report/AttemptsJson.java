package io.schedulerrunner.report;

import io.schedulerrunner.execute.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;

/** Writes {@code attempt_details}, where they say more than the endpoint's line does. */
final class AttemptsJson {

  private static final double MICROS_PER_MILLI = 1000.0;

  private AttemptsJson() {}

  static void write(JsonGenerator json, List<Attempt> attempts, IsoTimes times) {
    if (attempts.size() > 1 || attempts.stream().anyMatch(attempt -> attempt.phases().areKnown())) {
      json.writeArrayPropertyStart("attempt_details");
      attempts.forEach(attempt -> write(json, attempt, times));
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, Attempt attempt, IsoTimes times) {
    json.writeStartObject();
    json.writeNumberProperty("number", attempt.number());
    json.writeStringProperty("started_at", times.format(attempt.startedAt()));
    json.writeNumberProperty("duration_ms", attempt.duration().toMillis());
    json.writeName("status_code");
    attempt.status().ifPresentOrElse(json::writeNumber, json::writeNull);
    attempt
        .failure()
        .ifPresent(
            failure -> {
              json.writeStringProperty("error_type", failure.type().wireName());
              json.writeStringProperty("error", JsonOutput.wellFormed(failure.message()));
            });
    attempt.address().ifPresent(address -> json.writeStringProperty("address", address));
    json.writeObjectPropertyStart("phases");
    writePhase(json, "dns_ms", attempt.phases().dns());
    writePhase(json, "connect_ms", attempt.phases().connect());
    writePhase(json, "tls_ms", attempt.phases().tls());
    writePhase(json, "first_byte_ms", attempt.phases().firstByte());
    writePhase(json, "body_ms", attempt.phases().body());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** In milliseconds with three decimals: on a near network a phase takes less than one. */
  private static void writePhase(JsonGenerator json, String name, Optional<Duration> phase) {
    phase.ifPresent(
        time ->
            json.writeNumberProperty(
                name, TimeUnit.NANOSECONDS.toMicros(time.toNanos()) / MICROS_PER_MILLI));
  }
}

package io.schedulerrunner.report;

import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.Phases;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;

/** Writes {@code attempt_details}, where they say more than the endpoint's line does. */
final class AttemptsJson {

  private static final double MICROS_PER_MILLI = 1000.0;

  private AttemptsJson() {}

  static void write(JsonGenerator json, List<Attempt> attempts, IsoTimes times) {
    if (attempts.size() > 1 || haveKnownPhases(attempts)) {
      json.writeArrayPropertyStart("attempt_details");
      for (Attempt attempt : attempts) {
        write(json, attempt, times);
      }
      json.writeEndArray();
    }
  }

  private static boolean haveKnownPhases(List<Attempt> attempts) {
    return !attempts.isEmpty() && attempts.getFirst().phases().areKnown();
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
    Phases phases = attempt.phases();
    writePhase(json, "dns_ms", phases.dnsNanos());
    writePhase(json, "connect_ms", phases.connectNanos());
    writePhase(json, "tls_ms", phases.tlsNanos());
    writePhase(json, "first_byte_ms", phases.firstByteNanos());
    writePhase(json, "body_ms", phases.bodyNanos());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** In milliseconds with three decimals: on a near network a phase takes less than one. */
  private static void writePhase(JsonGenerator json, String name, long nanos) {
    if (nanos != Phases.ABSENT) {
      json.writeNumberProperty(name, TimeUnit.NANOSECONDS.toMicros(nanos) / MICROS_PER_MILLI);
    }
  }
}

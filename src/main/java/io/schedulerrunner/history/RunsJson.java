package io.schedulerrunner.history;

import io.schedulerrunner.report.Counts;
import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.report.JsonOutput;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The history as JSON: what goes into an object that the caller opens and closes. */
public final class RunsJson {

  private RunsJson() {}

  /** A page of runs, as they stand at a time. */
  public static void page(JsonGenerator json, RunPage page, Instant now) {
    json.writeArrayPropertyStart("runs");
    for (RecordedRun run : page.runs()) {
      json.writeStartObject();
      head(json, run, now);
      run.ending().ifPresent(ending -> ending(json, ending));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringProperty("next_cursor", page.next().orElse(null));
  }

  private static void head(JsonGenerator json, RecordedRun run, Instant now) {
    json.writeStringProperty("id", run.id());
    run.trigger().key().ifPresent(key -> text(json, "key", key));
    run.job().ifPresent(job -> text(json, "job", job));
    json.writeStringProperty("trigger", run.trigger().source());
    json.writeStringProperty(
        "schedule_time", run.trigger().scheduleTime().map(IsoTime::format).orElse(null));
    json.writeStringProperty("status", run.status(now).wireName());
    json.writeStringProperty("started_at", IsoTime.format(run.startedAt()));
    json.writeNumberProperty("endpoints", run.endpoints());
  }

  private static void ending(JsonGenerator json, Ending ending) {
    Counts counts = ending.counts();
    json.writeStringProperty("ended_at", IsoTime.format(ending.endedAt()));
    json.writeNumberProperty("duration_ms", ending.duration().toMillis());
    json.writeNumberProperty("total_endpoints", counts.total());
    json.writeNumberProperty("successful", counts.successful());
    json.writeNumberProperty("warnings", counts.warnings());
    json.writeNumberProperty("failed", counts.failed());
    json.writeNumberProperty("omitted", counts.omitted());
  }

  /** How endpoints have been doing. */
  public static void statistics(JsonGenerator json, List<EndpointStatistics> statistics) {
    json.writeArrayPropertyStart("endpoints");
    for (EndpointStatistics endpoint : statistics) {
      json.writeStartObject();
      json.writeStringProperty("name", endpoint.name());
      json.writeNumberProperty("calls", endpoint.calls());
      json.writeNumberProperty("success_rate", endpoint.successRate());
      json.writeNumberProperty("p50_ms", endpoint.p50().toMillis());
      json.writeNumberProperty("p95_ms", endpoint.p95().toMillis());
      json.writeNumberProperty("consecutive_failures", endpoint.consecutiveFailures());
      json.writeName("last_status_code");
      endpoint.lastStatusCode().ifPresentOrElse(json::writeNumber, json::writeNull);
      json.writeStringProperty(
          "failing_since", endpoint.failingSince().map(IsoTime::format).orElse(null));
      endpoint
          .lastFailure()
          .ifPresent(
              failure -> {
                json.writeStringProperty("last_failure_at", IsoTime.format(failure.at()));
                json.writeStringProperty("last_failure_run", failure.runId());
                text(json, "last_error", failure.error());
              });
      json.writeArrayPropertyStart("recent");
      endpoint.latest().forEach(call -> latest(json, call));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void latest(JsonGenerator json, EndpointStatistics.Latest call) {
    json.writeStartObject();
    json.writeBooleanProperty("ok", call.succeeded());
    json.writeNumberProperty("ms", call.duration().toMillis());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) {
    json.writeStringProperty(name, JsonOutput.wellFormed(value));
  }
}

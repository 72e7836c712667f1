package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.Counts;
import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.report.JsonOutput;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.runner.LiveRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes a run's events (WHATWG HTML, section 9.2). */
final class EventStream {

  /** The id of the last event. */
  static final String END = "end";

  private final OutputStream out;

  EventStream(OutputStream out) {
    this.out = out;
  }

  /** The first event; it has no id, so that it comes with every connection. */
  void started(String id, int endpoints) throws IOException {
    write(
        "started",
        Optional.empty(),
        json -> {
          json.writeStringProperty("run_id", id);
          json.writeNumberProperty("total_endpoints", endpoints);
        });
    flush();
  }

  void began(String id, LiveRun.Event.Began began) throws IOException {
    write(
        "endpoint-started",
        Optional.of(id),
        json -> {
          identity(json, began.call());
          json.writeStringProperty("at", IsoTime.format(began.at()));
        });
  }

  void ended(Optional<String> id, Result result) throws IOException {
    ReportLine line = ReportLine.of(result.outcome());
    write(
        "endpoint",
        id,
        json -> {
          identity(json, result.call());
          json.writeStringProperty("status", line.status().wireName());
          line.response()
              .ifPresent(response -> json.writeNumberProperty("status_code", response.status()));
          line.failure().ifPresent(failure -> failure(json, failure));
          json.writeNumberProperty("duration_ms", result.duration().toMillis());
          json.writeNumberProperty("attempts", result.attempts().size());
          json.writeStringProperty("at", IsoTime.format(result.finishedAt()));
          json.writeBooleanProperty("reused", result.reused());
        });
  }

  void finished(Run run, RunStatus status) throws IOException {
    Counts counts = Counts.of(run.results());
    write(
        "finished",
        Optional.of(END),
        json -> {
          json.writeStringProperty("run_id", run.id());
          json.writeStringProperty("status", status.wireName());
          json.writeBooleanProperty(
              "success", status == RunStatus.SUCCESS || status == RunStatus.WARNING);
          json.writeNumberProperty("total_endpoints", counts.total());
          json.writeNumberProperty("successful", counts.successful());
          json.writeNumberProperty("warnings", counts.warnings());
          json.writeNumberProperty("failed", counts.failed());
          json.writeNumberProperty("omitted", counts.omitted());
        });
    flush();
  }

  /** A comment: keeps proxies from closing a silent connection, and notices a client that left. */
  void heartbeat() throws IOException {
    out.write(":\n\n".getBytes(UTF_8));
    flush();
  }

  void flush() throws IOException {
    out.flush();
  }

  private static void identity(JsonGenerator json, Call call) {
    json.writeNumberProperty("index", call.index());
    json.writeStringProperty("name", call.name());
  }

  private static void failure(JsonGenerator json, Failure failure) {
    json.writeStringProperty("error_type", failure.type().wireName());
    json.writeStringProperty("error", JsonOutput.wellFormed(failure.message()));
  }

  private void write(String name, Optional<String> id, Consumer<JsonGenerator> data)
      throws IOException {
    StringBuilder head = new StringBuilder(64).append("event: ").append(name).append('\n');
    id.ifPresent(known -> head.append("id: ").append(known).append('\n'));
    out.write(head.append("data: ").toString().getBytes(UTF_8));
    JsonGenerator json = JsonOutput.to(out);
    json.writeStartObject();
    data.accept(json);
    json.writeEndObject();
    json.flush();
    out.write("\n\n".getBytes(UTF_8));
  }
}

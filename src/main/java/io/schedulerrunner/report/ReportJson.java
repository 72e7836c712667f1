package io.schedulerrunner.report;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** Writes one report. */
final class ReportJson {

  private static final int BUFFER_BYTES = 16 * 1024;

  /** Gathers the pieces between the bodies: each would otherwise be a write of its own. */
  private final OutputStream out;

  private final JsonGenerator json;
  private final Secrets secrets;
  private final IsoTimes times = new IsoTimes();

  ReportJson(OutputStream target, Secrets secrets) {
    out = new BufferedOutputStream(new Unflushed(target), BUFFER_BYTES);
    json = JsonOutput.to(out);
    this.secrets = secrets;
  }

  void write(Report report, Optional<String> status) throws IOException {
    json.writeStartObject();
    status.ifPresent(now -> json.writeStringProperty("status", now));
    writeHead(report);
    writeLines("results", report.run(), EndpointStatus::isSuccessful);
    writeLines("errors", report.run(), EndpointStatus::isFailure);
    json.writeEndObject();
    json.flush();
    out.flush();
  }

  /** One endpoint's line alone. */
  void write(Result result) throws IOException {
    writeLine(result, ReportLine.of(result.outcome()));
    json.flush();
    out.flush();
  }

  private void writeHead(Report report) {
    Run run = report.run();
    json.writeBooleanProperty("success", report.success());
    json.writeNumberProperty("total_endpoints", report.totalEndpoints());
    json.writeNumberProperty("successful", report.successful());
    json.writeNumberProperty("warnings", report.warnings());
    json.writeNumberProperty("failed", report.failed());
    json.writeNumberProperty("omitted", report.omitted());
    json.writeStringProperty("execution_mode", report.executionMode());
    json.writeStringProperty("run_id", run.id());
    json.writeStringProperty("trigger", run.trigger().source());
    Optional<Instant> due = run.trigger().scheduleTime();
    json.writeStringProperty("schedule_time", due.map(IsoTime::format).orElse(null));
    json.writeStringProperty("started_at", IsoTime.format(run.startedAt()));
    json.writeStringProperty("timestamp", IsoTime.format(run.endedAt()));
    json.writeNumberProperty("duration_ms", run.duration().toMillis());
    if (!report.kept()) {
      json.writeStringProperty("history", "unavailable");
    }
    if (report.queued()) {
      json.writeStringProperty("overlap", "queued");
    }
    report.notes().forEach(this::writeNote);
  }

  private void writeNote(RunObserver.Note note) {
    json.writeObjectPropertyStart(note.name());
    json.writeStringProperty("status", note.status());
    json.writeStringProperty("message", JsonOutput.wellFormed(note.message()));
    json.writeEndObject();
  }

  private void writeLines(String name, Run run, Predicate<EndpointStatus> wanted)
      throws IOException {
    json.writeArrayPropertyStart(name);
    for (Result result : run.results()) {
      ReportLine line = ReportLine.of(result.outcome());
      if (wanted.test(line.status())) {
        writeLine(result, line);
      }
    }
    json.writeEndArray();
  }

  private void writeLine(Result result, ReportLine line) throws IOException {
    json.writeStartObject();
    json.writeNumberProperty("index", result.call().index());
    json.writeStringProperty("name", result.call().name());
    json.writeStringProperty("endpoint", ShownUrl.of(result.call().endpoint().target(), secrets));
    json.writeStringProperty("method", result.call().endpoint().target().method());
    json.writeStringProperty("status", line.status().wireName());
    json.writeName("status_code");
    line.response()
        .ifPresentOrElse(response -> json.writeNumber(response.status()), json::writeNull);
    line.failure()
        .ifPresent(
            failure -> {
              json.writeStringProperty("error_type", failure.type().wireName());
              json.writeStringProperty("error", JsonOutput.wellFormed(failure.message()));
            });
    writeResponse(line.response().map(Response::body));
    json.writeStringProperty("timestamp", times.format(result.finishedAt()));
    json.writeNumberProperty("duration_ms", result.duration().toMillis());
    json.writeNumberProperty("attempts", result.attempts().size());
    if (result.reused()) {
      json.writeBooleanProperty("reused", true);
    }
    result.curl().ifPresent(curl -> json.writeStringProperty("curl", JsonOutput.wellFormed(curl)));
    AttemptsJson.write(json, result.attempts(), times);
    json.writeEndObject();
  }

  private void writeResponse(Optional<KeptBody> response) throws IOException {
    json.writeName("response");
    if (response.isEmpty()) {
      json.writeNull();
      return;
    }
    KeptBody body = response.get();
    json.writeRawValue("");
    json.flush();
    body.writeTo(out);
    if (body.truncated()) {
      json.writeBooleanProperty("response_truncated", true);
    }
    if (body.form() == KeptBody.Form.BASE64) {
      json.writeStringProperty("response_encoding", "base64");
    }
  }

  /** Takes whole pieces, and leaves it to the stream's owner to flush it. */
  private static final class Unflushed extends FilterOutputStream {
    Unflushed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() {
      // Not ours to decide.
    }
  }
}

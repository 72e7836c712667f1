package io.schedulerrunner.report;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes one report. */
final class ReportJson {

  private static final int BUFFER_BYTES = 16 * 1024;

  /** Gathers the pieces between the bodies: each would otherwise be a write of its own. */
  private final OutputStream out;

  private final JsonGenerator json;
  private final Secrets secrets;

  ReportJson(OutputStream target, Secrets secrets) {
    out = new BufferedOutputStream(new Unflushed(target), BUFFER_BYTES);
    json = JsonOutput.to(out);
    this.secrets = secrets;
  }

  void write(Report report, Optional<String> status) throws IOException {
    json.writeStartObject();
    status.ifPresent(now -> json.writeStringProperty("status", now));
    Counts counts = report.counts();
    writeHead(report, counts);
    LinesJson lines = new LinesJson(json, out, secrets);
    json.writeArrayPropertyStart("results");
    lines.write(report.run().results(), EndpointStatus::isSuccessful);
    json.writeEndArray();
    json.writeArrayPropertyStart("errors");
    if (!counts.success()) {
      lines.write(report.run().results(), EndpointStatus::isFailure);
    }
    json.writeEndArray();
    json.writeEndObject();
    flush();
  }

  /** One endpoint's line alone. */
  void write(Result result) throws IOException {
    new ResultJson(json, out, secrets).write(result, ReportLine.of(result.outcome()));
    flush();
  }

  private void flush() throws IOException {
    json.flush();
    out.flush();
  }

  private void writeHead(Report report, Counts counts) {
    Run run = report.run();
    json.writeBooleanProperty("success", counts.success());
    json.writeNumberProperty("total_endpoints", counts.total());
    json.writeNumberProperty("successful", counts.successful());
    json.writeNumberProperty("warnings", counts.warnings());
    json.writeNumberProperty("failed", counts.failed());
    json.writeNumberProperty("omitted", counts.omitted());
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

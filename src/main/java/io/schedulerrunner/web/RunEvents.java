package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.report.JsonOutput;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.runner.LiveRun;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/**
 * A run's progress as server-sent events (WHATWG HTML, section 9.2). An event's id is how many of
 * the run's events have been sent with it; the first, {@code started}, has none, so that it comes
 * with every connection.
 */
final class RunEvents {

  /** A comment this often keeps proxies from closing a silent connection. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int MOST_DIGITS = 9;

  private final OutputStream out;

  private RunEvents(OutputStream out) {
    this.out = out;
  }

  /** How many events a {@code Last-Event-ID} says were seen. */
  static Optional<Integer> count(String id) {
    boolean valid =
        id.length() <= MOST_DIGITS && id.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return valid ? Optional.of(Integer.valueOf(id)) : Optional.empty();
  }

  /** The events of a run that is going on, as they happen, after the first {@code seen}. */
  static Answer live(LiveRun run, int seen, Supplier<RunDetail> detail) {
    return answer(
        events -> {
          events.started(run.id(), run.endpoints());
          events.follow(run, seen);
          events.finished(detail.get());
        });
  }

  /** The events of a run that is over. */
  static Answer ended(RunDetail detail, int seen) {
    return answer(
        events -> {
          events.started(detail.run().id(), detail.run().endpoints());
          int count = 0;
          for (RecordedResult result : detail.results()) {
            count++;
            if (count > seen) {
              events.ended(count, result.result());
            }
          }
          events.finished(detail);
        });
  }

  /** Writes events. */
  private interface Script {
    void play(RunEvents events) throws IOException;
  }

  private static Answer answer(Script script) {
    return new Answer(
        200,
        Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no"),
        out -> script.play(new RunEvents(out)));
  }

  private void follow(LiveRun run, int seen) throws IOException {
    int sent = seen;
    while (!run.isOver(sent)) {
      boolean silent = true;
      for (LiveRun.Event event : next(run, sent)) {
        sent++;
        silent = false;
        switch (event) {
          case LiveRun.Event.Began began -> began(sent, began);
          case LiveRun.Event.Ended ended -> ended(sent, ended.result());
        }
      }
      if (silent) {
        out.write(":\n\n".getBytes(UTF_8));
      }
      out.flush();
    }
  }

  private static Iterable<LiveRun.Event> next(LiveRun run, int seen) throws IOException {
    try {
      return run.after(seen, HEARTBEAT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Stopped");
    }
  }

  private void started(String id, int endpoints) throws IOException {
    write(
        "started",
        Optional.empty(),
        json -> {
          json.writeStringProperty("run_id", id);
          json.writeNumberProperty("total_endpoints", endpoints);
        });
    out.flush();
  }

  private void began(int count, LiveRun.Event.Began began) throws IOException {
    write(
        "endpoint-started",
        Optional.of(count),
        json -> {
          identity(json, began.call());
          json.writeStringProperty("at", IsoTime.format(began.at()));
        });
  }

  private void ended(int count, Result result) throws IOException {
    ReportLine line = ReportLine.of(result.outcome());
    write(
        "endpoint",
        Optional.of(count),
        json -> {
          identity(json, result.call());
          json.writeStringProperty("status", line.status().wireName());
          line.response()
              .ifPresent(response -> json.writeNumberProperty("status_code", response.status()));
          line.failure().ifPresent(failure -> failure(json, failure));
          json.writeStringProperty("at", IsoTime.format(result.finishedAt()));
          json.writeNumberProperty("duration_ms", result.duration().toMillis());
          json.writeNumberProperty("attempts", result.attempts().size());
          json.writeBooleanProperty("reused", result.reused());
        });
  }

  private static void identity(JsonGenerator json, Call call) {
    json.writeNumberProperty("index", call.index());
    json.writeStringProperty("name", call.name());
  }

  private static void failure(JsonGenerator json, Failure failure) {
    json.writeStringProperty("error_type", failure.type().wireName());
    json.writeStringProperty("error", JsonOutput.wellFormed(failure.message()));
  }

  private void finished(RunDetail detail) throws IOException {
    Report report = new Report(detail.toRun());
    write(
        "finished",
        Optional.empty(),
        json -> {
          json.writeStringProperty("run_id", detail.run().id());
          json.writeStringProperty("status", detail.run().stored().wireName());
          json.writeBooleanProperty("success", report.success());
          json.writeNumberProperty("total_endpoints", report.totalEndpoints());
          json.writeNumberProperty("successful", report.successful());
          json.writeNumberProperty("warnings", report.warnings());
          json.writeNumberProperty("failed", report.failed());
          json.writeNumberProperty("omitted", report.omitted());
        });
    out.flush();
  }

  private void write(String name, Optional<Integer> id, Consumer<JsonGenerator> data)
      throws IOException {
    StringBuilder head = new StringBuilder(64).append("event: ").append(name).append('\n');
    id.ifPresent(count -> head.append("id: ").append(count).append('\n'));
    out.write(head.append("data: ").toString().getBytes(UTF_8));
    JsonGenerator json = JsonOutput.to(out);
    json.writeStartObject();
    data.accept(json);
    json.writeEndObject();
    json.flush();
    out.write("\n\n".getBytes(UTF_8));
  }
}

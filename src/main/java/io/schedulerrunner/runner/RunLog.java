package io.schedulerrunner.runner;

import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.TraceParent;
import io.schedulerrunner.report.Counts;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.ReportLine;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each run: its start and its end at INFO, each endpoint that did not succeed at WARN with the
 * cause, and the end of a run with failures at ERROR. Thread-safe.
 *
 * <p>Key-values, on which log-based metrics hang: {@code event} and {@code run_id} on every line,
 * with {@code trace_id}, {@code span_id} and {@code trace_flags} where it belongs to a trace,
 * {@code endpoint} and {@code error_type} on those of endpoints, and {@code outcome}, {@code
 * deadline_missed}, the counts and {@code duration_ms} on the last.
 */
public final class RunLog implements RunObserver {

  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final String RUN_ID = "run_id";

  @Override
  public Watch begin(RunStart start) {
    int endpoints = start.plan().calls().size();
    Lines lines = new Lines(start, TraceParent.current());
    lines
        .at(Level.INFO, "run_started")
        .addKeyValue("trigger", start.trigger().source())
        .addKeyValue("endpoints", endpoints)
        .log(
            "Run {} starts: {} of {}, at most {} at a time",
            start.id(),
            start.trigger().source(),
            counted(endpoints, "endpoint"),
            start.plan().maxWorkers());
    return lines;
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** The lines of one run, each with the place in a trace at which it began. */
  private record Lines(RunStart start, Optional<TraceParent> place) implements Watch {

    LoggingEventBuilder at(Level level, String event) {
      LoggingEventBuilder line =
          LOG.atLevel(level).addKeyValue("event", event).addKeyValue(RUN_ID, start.id());
      return place
          .map(
              it ->
                  line.addKeyValue("trace_id", it.traceId())
                      .addKeyValue("span_id", it.spanId())
                      .addKeyValue("trace_flags", it.flags()))
          .orElse(line);
    }

    @Override
    public void finished(Result result) {
      ReportLine line = ReportLine.of(result.outcome());
      line.failure().ifPresent(failure -> log(result.call(), line, failure));
    }

    private void log(Call call, ReportLine line, Failure failure) {
      at(Level.WARN, "endpoint_failed")
          .addKeyValue("endpoint", call.name())
          .addKeyValue("error_type", failure.type().wireName())
          .log("{} {}: {}", call.name(), line.status().wireName(), failure.message());
    }

    @Override
    public List<Note> ended(Run run, boolean kept) {
      Report report = new Report(run, kept, false);
      Counts counts = report.counts();
      at(counts.success() ? Level.INFO : Level.ERROR, "run_ended")
          .addKeyValue("trigger", start.trigger().source())
          .addKeyValue("outcome", counts.outcome())
          .addKeyValue("deadline_missed", report.missedDeadline())
          .addKeyValue("successful", counts.successful())
          .addKeyValue("warnings", counts.warnings())
          .addKeyValue("failed", counts.failed())
          .addKeyValue("duration_ms", run.duration().toMillis())
          .log(
              "Run {} {}: {} of {} succeeded in {} ms",
              start.id(),
              counts.success() ? "succeeded" : "failed",
              counts.successful(),
              counted(counts.total(), "endpoint"),
              run.duration().toMillis());
      return List.of();
    }

    @Override
    public void broken(Throwable cause) {
      at(Level.ERROR, "run_ended")
          .addKeyValue("trigger", start.trigger().source())
          .addKeyValue("outcome", "failed")
          .setCause(cause)
          .log("Run {} was broken off by an internal error", start.id());
    }
  }
}

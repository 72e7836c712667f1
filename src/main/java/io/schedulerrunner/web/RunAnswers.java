package io.schedulerrunner.web;

import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.runner.RunReply;
import java.time.Instant;
import java.util.Optional;

/** How the service answers what came of a trigger. */
public final class RunAnswers {

  /** The header with the run's id. */
  static final String RUN_ID = "X-Run-Id";

  private RunAnswers() {}

  /** The report, or why there is none. */
  public static Answer of(RunReply reply) {
    if (reply instanceof RunReply.Carried carried) {
      return report(carried.report());
    }
    return reply instanceof RunReply.Replayed replayed
        ? report(new Report(replayed.earlier())).with("Idempotent-Replayed", "true")
        : none(reply);
  }

  /** There is no report, or not yet. */
  private static Answer none(RunReply reply) {
    if (reply instanceof RunReply.InProgress inProgress) {
      return inProgress(inProgress.runId());
    }
    if (reply instanceof RunReply.Overlapping overlapping) {
      return overlapping(overlapping);
    }
    return reply instanceof RunReply.Accepted accepted
        ? accepted(accepted.runId())
        : Answer.error(
                503,
                "store_unavailable",
                "The run cannot be handed over at the moment; nothing was called.")
            .with("Retry-After", "5");
  }

  private static Answer report(Report report) {
    return Answer.json(report.httpStatus(), report::writeJson).with(RUN_ID, report.run().id());
  }

  private static Answer inProgress(String runId) {
    return Answer.object(
            409,
            json -> {
              json.writeStringProperty("error", "run_in_progress");
              json.writeStringProperty(
                  "message", "A run of this trigger is going on; nothing was called.");
              json.writeStringProperty("run_id", runId);
            })
        .with(RUN_ID, runId);
  }

  private static Answer accepted(String runId) {
    return Answer.object(
            202,
            json -> {
              json.writeStringProperty("run_id", runId);
              json.writeStringProperty("status", "running");
            })
        .with("Location", "/runs/" + runId)
        .with(RUN_ID, runId);
  }

  /**
   * A report of nothing, and a success: Cloud Scheduler would otherwise try again, and overlap all
   * the same.
   */
  private static Answer overlapping(RunReply.Overlapping reply) {
    Instant endedAt = reply.arrivedAt().plus(reply.waited());
    Optional<Instant> due = reply.trigger().scheduleTime();
    return Answer.object(
        200,
        json -> {
          json.writeBooleanProperty("success", true);
          json.writeNumberProperty("total_endpoints", 0);
          json.writeNumberProperty("successful", 0);
          json.writeNumberProperty("warnings", 0);
          json.writeNumberProperty("failed", 0);
          json.writeNumberProperty("omitted", 0);
          json.writeStringProperty("execution_mode", "sequential");
          json.writeNullProperty("run_id");
          json.writeStringProperty("trigger", reply.trigger().source());
          json.writeStringProperty("schedule_time", due.map(IsoTime::format).orElse(null));
          json.writeStringProperty("started_at", IsoTime.format(reply.arrivedAt()));
          json.writeStringProperty("timestamp", IsoTime.format(endedAt));
          json.writeNumberProperty("duration_ms", reply.waited().toMillis());
          json.writeStringProperty("overlap", "skipped");
          json.writeStringProperty("running_run_id", reply.runId());
          json.writeArrayPropertyStart("results");
          json.writeEndArray();
          json.writeArrayPropertyStart("errors");
          json.writeEndArray();
        });
  }
}

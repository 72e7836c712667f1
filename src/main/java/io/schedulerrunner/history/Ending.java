package io.schedulerrunner.history;

import io.schedulerrunner.execute.Run;
import io.schedulerrunner.report.Counts;
import java.time.Duration;
import java.time.Instant;

/** How a run ended. */
public record Ending(Instant startedAt, Instant endedAt, Duration duration, Counts counts) {

  /** Of a run that was carried out. */
  public static Ending of(Run run) {
    return new Ending(run.startedAt(), run.endedAt(), run.duration(), Counts.of(run.results()));
  }

  /** Success, warning or failed. */
  public RunStatus status() {
    if (counts.failed() > 0) {
      return RunStatus.FAILED;
    }
    return counts.warnings() > 0 ? RunStatus.WARNING : RunStatus.SUCCESS;
  }
}

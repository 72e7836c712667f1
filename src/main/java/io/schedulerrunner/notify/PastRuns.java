package io.schedulerrunner.notify;

import io.schedulerrunner.execute.Run;
import java.util.List;

/** What the history says of earlier runs. Thread-safe. */
@FunctionalInterface
public interface PastRuns {

  /** Nothing. */
  PastRuns NONE = (_, _) -> List.of();

  /**
   * Runs of the same kind, newest first and without the run itself: those of the same job, else
   * those with the same trigger and endpoints. Empty where the history cannot say; may take a
   * while.
   */
  List<PastRun> before(Run run, int most);
}

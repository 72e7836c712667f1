package io.schedulerrunner.notify;

import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import java.util.Optional;

/** One way of telling somebody of runs. Thread-safe; may block, and heeds interruption. */
interface Channel {

  /** Of the report's field that says what came of it. */
  String name();

  /** Whether anybody is to be told of that run. */
  default boolean concerns(RunStart start) {
    return true;
  }

  /** A run begins. */
  default void begun(RunStart start) throws InterruptedException {
    // Most have nothing to say yet.
  }

  /**
   * A run has ended.
   *
   * @return nothing where nobody asked
   */
  Optional<Delivery> ended(RunStart start, Report report, TimeLimit limit)
      throws InterruptedException;

  /**
   * A bug has broken a run off, so that there is no report.
   *
   * @return nothing where there is nobody to tell
   */
  default Optional<Delivery> broken(RunStart start, TimeLimit limit) throws InterruptedException {
    return Optional.empty();
  }
}

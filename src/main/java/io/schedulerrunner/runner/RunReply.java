package io.schedulerrunner.runner;

import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of a trigger. */
public sealed interface RunReply {

  /** The run that is reported, where there is one. */
  default Optional<Run> run() {
    return reported().map(Report::run);
  }

  /** The report to answer, where there is one. */
  default Optional<Report> reported() {
    return Optional.empty();
  }

  /**
   * It was carried out.
   *
   * @param kept whether the history has it
   * @param queued whether it waited for another run of the same job
   * @param notes what was done about it, for its report
   */
  record Carried(Run done, boolean kept, boolean queued, List<RunObserver.Note> notes)
      implements RunReply {

    public Carried {
      notes = List.copyOf(notes);
    }

    /** Of which there is nothing to note. */
    public Carried(Run done, boolean kept, boolean queued) {
      this(done, kept, queued, List.of());
    }

    Carried with(List<RunObserver.Note> noted) {
      return new Carried(done, kept, queued, noted);
    }

    /** Its report. */
    public Report report() {
      return new Report(done, kept, queued, notes);
    }

    @Override
    public Optional<Report> reported() {
      return Optional.of(report());
    }
  }

  /** An earlier trigger with the same key had done all of it: nothing was called. */
  record Replayed(Run earlier) implements RunReply {
    @Override
    public Optional<Report> reported() {
      return Optional.of(new Report(earlier));
    }
  }

  /** A run with the same key is going on: nothing was called. */
  record InProgress(String runId) implements RunReply {}

  /**
   * An earlier run of the same job is going on, and this one was not to overlap it: nothing was
   * called.
   *
   * @param runId of the earlier run
   * @param arrivedAt when the trigger came
   * @param waited for how long the end of the earlier run was waited for
   */
  record Overlapping(String runId, Trigger trigger, Instant arrivedAt, Duration waited)
      implements RunReply {}

  /** It was handed over, and is going on elsewhere. */
  record Accepted(String runId) implements RunReply {}

  /** It could not be handed over, for the store fails: nothing was called. */
  record Unavailable() implements RunReply {}
}

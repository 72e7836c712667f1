package io.schedulerrunner.history;

import java.util.List;
import java.util.Optional;

/** What became of the wish to open a run. */
public sealed interface Opened {

  /** The run's id; not the one asked for where the key was known. */
  String runId();

  /** The lease, where the run is the caller's now. */
  default Optional<Lease> held() {
    return Optional.empty();
  }

  /** A new run: everything is to be called. */
  record Fresh(Lease lease) implements Opened {
    @Override
    public String runId() {
      return lease.runId();
    }

    @Override
    public Optional<Lease> held() {
      return Optional.of(lease);
    }
  }

  /**
   * An earlier run, to be carried on.
   *
   * @param reused what needs no call any more: succeeded (or left out), and unchanged since
   */
  record Resumed(Lease lease, List<RecordedResult> reused) implements Opened {
    public Resumed {
      reused = List.copyOf(reused);
    }

    @Override
    public String runId() {
      return lease.runId();
    }

    @Override
    public Optional<Lease> held() {
      return Optional.of(lease);
    }
  }

  /** Somebody else is at it. */
  record Running(String runId) implements Opened {}

  /** All of it succeeded earlier: nothing is to be called. */
  record Done(RunDetail detail) implements Opened {
    @Override
    public String runId() {
      return detail.run().id();
    }
  }
}

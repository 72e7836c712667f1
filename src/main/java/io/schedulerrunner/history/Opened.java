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

  /** The run is the caller's now. */
  sealed interface Held extends Opened {
    /** The caller's hold on it. */
    Lease lease();

    @Override
    default String runId() {
      return lease().runId();
    }

    @Override
    default Optional<Lease> held() {
      return Optional.of(lease());
    }
  }

  /** A new run: everything is to be called. */
  record Fresh(Lease lease) implements Held {}

  /**
   * An earlier run, to be carried on.
   *
   * @param reused what needs no call any more: succeeded (or left out), and unchanged since
   */
  record Resumed(Lease lease, List<RecordedResult> reused) implements Held {
    public Resumed {
      reused = List.copyOf(reused);
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

package io.schedulerrunner.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of runs whose calls are made by several instances. Thread-safe, and shared by all of
 * them; every method may throw {@link StoreException}.
 *
 * <p>A batch is there from {@link #open} until {@link #settle} takes it off. To work on one twice
 * is harmless but for the calls themselves: the second {@link #settle} finds it gone.
 */
public interface BatchStore {

  /** Divides a run into batches, once it is known what is left to do. */
  @FunctionalInterface
  interface Filing {
    /**
     * The order, and at least one batch, numbered from 0.
     *
     * @param reused what an earlier opening of the run has done already
     */
    Filed file(Lease lease, List<RecordedResult> reused);
  }

  /** What is filed. */
  record Filed(WorkOrder order, List<Batch> batches) {
    public Filed {
      batches = List.copyOf(batches);
    }

    /** The keys of the batches that may begin at once. */
    public List<Batch.Key> first() {
      return batches.stream().filter(batch -> batch.stage() == 0).map(Batch::key).toList();
    }
  }

  /** An order that is in force, with its run. */
  record InForce(RecordedRun run, WorkOrder order) {}

  /** What became of a batch that was worked on. */
  sealed interface Settled {

    /** Nothing was written: the batch was done already, or its run is another's. */
    record Gone() implements Settled {}

    /** Written; others are still to be done. */
    record More() implements Settled {}

    /** Written, and with it the batches of the next stage may begin. */
    record Staged(List<Batch.Key> next) implements Settled {
      public Staged {
        next = List.copyOf(next);
      }
    }

    /** Written, and with it the run has ended. Of any number of instances one is told so. */
    record Finished(Ending ending) implements Settled {}
  }

  /**
   * Opens a run as {@link RunStore#open} does, and files its order and its batches in the same
   * transaction; batches of an earlier opening are void from then on.
   */
  Opened open(OpenRequest request, Filing filing);

  /** The order that a batch belongs to; nothing once that opening of the run is over. */
  Optional<InForce> order(Batch.Key key);

  /** A batch that is still to be done. */
  Optional<Batch> find(Batch.Key key);

  /**
   * What is recorded of some endpoints of a run, in the order of its plan.
   *
   * @param own names of endpoints of the batch itself: what was recorded of them before the run was
   *     opened may be left out
   * @param others names of endpoints that those depend on
   */
  List<RecordedResult> results(Batch.Key key, Collection<String> own, Collection<String> others);

  /**
   * Writes results of a batch.
   *
   * @return {@link LeaseState#LOST}, with nothing written, once the batch is gone
   */
  LeaseState record(Batch.Key key, List<RecordedResult> results);

  /**
   * Writes the last results of a batch, takes it off, and ends the run where nothing is left; all
   * in one transaction.
   */
  Settled settle(Batch.Key key, List<RecordedResult> results, Instant now);
}

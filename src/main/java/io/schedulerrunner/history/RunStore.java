package io.schedulerrunner.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where runs are kept; get one from {@link RunStores}. Thread-safe, and shared by many instances.
 *
 * <p>Every method may throw {@link StoreException} when the store cannot be reached, is damaged or
 * refuses; a run goes through {@link GuardedStore}, which does not. Times are those of the caller:
 * the store has no clock of its own.
 */
public interface RunStore extends AutoCloseable {

  /**
   * Opens a run, or finds the one with the same key or id, in one atomic step: of any number of
   * simultaneous callers exactly one gets a lease.
   */
  Opened open(OpenRequest request);

  /**
   * Writes results, and renews the lease. A result replaces the earlier one of the same endpoint.
   *
   * @return {@link LeaseState#LOST}, with nothing written, once somebody else has taken the run
   *     over or it has ended
   */
  LeaseState record(Lease lease, List<RecordedResult> results, Instant now);

  /** Renews the lease: it lasts from {@code now} for its duration. */
  default LeaseState renew(Lease lease, Instant now) {
    return record(lease, List.of(), now);
  }

  /** Ends a run that was carried out, and with it the lease. */
  LeaseState finish(Lease lease, Ending ending);

  /** Gives a lease back before the end: the next trigger with the same key goes on at once. */
  LeaseState release(Lease lease);

  /** A page of runs, newest first. */
  RunPage runs(RunQuery query);

  /** One run with what is recorded of it so far. */
  Optional<RunDetail> run(String id);

  /** One run without its results. */
  default Optional<RecordedRun> outline(String id) {
    return run(id).map(RunDetail::run);
  }

  /** The runs of a job that are going on now. */
  default List<RecordedRun> running(String job, Instant now) {
    return runs(new RunQuery(RunFilter.ofRunningJob(job), Optional.empty(), 100, now)).runs();
  }

  /**
   * How endpoints have been doing, by name: over their latest {@link EndpointStatistics#WINDOW}
   * calls that finished since a time.
   *
   * @param endpoint only this one; all where empty
   */
  List<EndpointStatistics> statistics(Optional<String> endpoint, Instant since);

  /**
   * Removes a little of what is older or more than the policy keeps; runs that are going on stay.
   *
   * @return how many rows went, at most about {@value Retention#STEP}; 0 when nothing is left to
   *     remove
   */
  int prune(Retention retention, Instant now);

  /** What is kept of schedules. */
  ScheduleStore schedules();

  /** What is kept of runs that are spread over instances; nothing where others cannot see it. */
  default Optional<BatchStore> batches() {
    return Optional.empty();
  }

  /** Releases connections and files. */
  @Override
  void close();
}

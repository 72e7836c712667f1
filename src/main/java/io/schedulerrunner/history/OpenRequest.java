package io.schedulerrunner.history;

import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for a run to be opened.
 *
 * @param id of the new run, a UUIDv7 (RFC 9562), or of an earlier one that is to be carried on
 * @param again whether the id is that of an earlier run
 * @param trigger its key, if any, is unique among all runs
 * @param job the schedule's name, for telling overlapping runs of the same job
 * @param holder who holds the lease
 */
public record OpenRequest(
    String id,
    boolean again,
    Trigger trigger,
    Optional<String> job,
    RunOutline outline,
    Holder holder,
    Instant now) {

  /**
   * Who carries the run out.
   *
   * @param instance a name for the process, as people would look for it
   * @param lease how long a killed instance can hold the run
   */
  public record Holder(String instance, Duration lease) {}

  /** Whether the store may know the run already. */
  boolean mayExist() {
    return again || trigger.key().isPresent();
  }

  /** Whether an earlier run that ended is left alone, even where something failed. */
  boolean isOnce() {
    return trigger.isOnce() && !again;
  }

  /** The same with another holder. */
  public OpenRequest heldBy(Holder other) {
    return new OpenRequest(id, again, trigger, job, outline, other, now);
  }

  /** The same at another time, for the run that was found. */
  OpenRequest of(String runId, Instant time) {
    return new OpenRequest(runId, again, trigger, job, outline, holder, time);
  }
}

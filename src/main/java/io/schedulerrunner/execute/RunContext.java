package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.util.List;

/**
 * What a run is, apart from its plan.
 *
 * @param id a UUIDv7 (RFC 9562)
 * @param arrivedNanos {@link System#nanoTime()} when the trigger arrived: the deadline counts from
 *     here
 * @param reserved what observers want to have of the time before the deadline
 * @param reused results that are known already, from an earlier run with the same key
 */
public record RunContext(
    String id,
    Trigger trigger,
    long arrivedNanos,
    Duration reserved,
    RunListener listener,
    List<Result> reused) {

  /** Of which nobody needs to be told before its deadline. */
  public RunContext(
      String id, Trigger trigger, long arrivedNanos, RunListener listener, List<Result> reused) {
    this(id, trigger, arrivedNanos, Duration.ZERO, listener, reused);
  }

  public RunContext {
    reused = List.copyOf(reused);
  }
}

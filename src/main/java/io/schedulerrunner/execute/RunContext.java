package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Trigger;
import java.util.List;

/**
 * What a run is, apart from its plan.
 *
 * @param id a UUIDv7 (RFC 9562)
 * @param arrivedNanos {@link System#nanoTime()} when the trigger arrived: the deadline counts from
 *     here
 * @param reused results that are known already, from an earlier run with the same key
 */
public record RunContext(
    String id, Trigger trigger, long arrivedNanos, RunListener listener, List<Result> reused) {

  public RunContext {
    reused = List.copyOf(reused);
  }
}

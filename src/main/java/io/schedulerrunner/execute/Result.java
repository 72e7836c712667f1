package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One endpoint's line in a run.
 *
 * @param finishedAt when the outcome was known
 * @param duration of all attempts and the pauses between them, from a monotonic clock
 * @param attempts every attempt, in order; empty where it was not called
 * @param reused whether the outcome stems from an earlier run with the same key
 */
public record Result(
    Call call,
    Outcome outcome,
    Instant finishedAt,
    Duration duration,
    List<Attempt> attempts,
    boolean reused) {

  public Result {
    attempts = List.copyOf(attempts);
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One endpoint's line in a run.
 *
 * @param finishedAt when the outcome was known
 * @param duration of all attempts and the pauses between them, from a monotonic clock
 * @param attempts every attempt, in order; empty where it was not called
 * @param reused whether the outcome stems from an earlier run with the same key
 * @param curl the request that was made last, as a command without secrets, where the endpoint was
 *     called and did not succeed
 */
public record Result(
    Call call,
    Outcome outcome,
    Instant finishedAt,
    Duration duration,
    List<Attempt> attempts,
    boolean reused,
    Optional<String> curl) {

  public Result {
    attempts = List.copyOf(attempts);
  }

  /** The same with another outcome. */
  public Result with(Outcome other) {
    return new Result(call, other, finishedAt, duration, attempts, reused, curl);
  }
}

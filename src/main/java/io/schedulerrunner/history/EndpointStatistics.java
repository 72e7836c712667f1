package io.schedulerrunner.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How an endpoint has been doing in its latest calls. What was not called (skipped, not started,
 * cancelled, omitted) does not count.
 *
 * @param p50 the median of the durations, retries and pauses included; nearest rank
 * @param consecutiveFailures since the last success
 * @param failingSince when the first of these was known
 * @param lastStatusCode of the latest call, empty where no response came
 * @param latest the very latest calls, the oldest first
 */
public record EndpointStatistics(
    String name,
    int calls,
    int succeeded,
    Duration p50,
    Duration p95,
    int consecutiveFailures,
    Optional<Instant> failingSince,
    Optional<LastFailure> lastFailure,
    Optional<Integer> lastStatusCode,
    List<Latest> latest) {

  /** How many calls are looked at, the latest ones. */
  public static final int WINDOW = 100;

  /** How many of them are told one by one. */
  public static final int LATEST = 20;

  public EndpointStatistics {
    latest = List.copyOf(latest);
  }

  /** A call in short. */
  public record Latest(boolean succeeded, Duration duration) {}

  /** The latest failure. */
  public record LastFailure(String runId, Instant at, String error) {}

  /**
   * One call.
   *
   * @param error empty for a success
   */
  record Sample(
      String runId,
      Instant finishedAt,
      Duration duration,
      Optional<String> error,
      Optional<Integer> statusCode) {

    private Latest shortly() {
      return new Latest(error.isEmpty(), duration);
    }
  }

  /** From 0 to 1. */
  public double successRate() {
    return (double) succeeded / calls;
  }

  /** Of at least one call, the latest first. */
  static EndpointStatistics of(String name, List<Sample> latestFirst) {
    Duration[] sorted =
        latestFirst.stream().map(Sample::duration).sorted().toArray(Duration[]::new);
    int failures = (int) latestFirst.stream().filter(sample -> sample.error().isPresent()).count();
    int consecutive =
        (int) latestFirst.stream().takeWhile(sample -> sample.error().isPresent()).count();
    Optional<LastFailure> last =
        latestFirst.stream()
            .flatMap(
                sample ->
                    sample.error().stream()
                        .map(error -> new LastFailure(sample.runId(), sample.finishedAt(), error)))
            .findFirst();
    return new EndpointStatistics(
        name,
        sorted.length,
        sorted.length - failures,
        percentile(sorted, 50),
        percentile(sorted, 95),
        consecutive,
        latestFirst.stream().limit(consecutive).map(Sample::finishedAt).reduce((_, at) -> at),
        last,
        latestFirst.getFirst().statusCode(),
        latestFirst.stream().limit(LATEST).map(Sample::shortly).toList().reversed());
  }

  private static Duration percentile(Duration[] sorted, int percent) {
    return Arrays.asList(sorted).get(Math.ceilDiv(sorted.length * percent, 100) - 1);
  }
}

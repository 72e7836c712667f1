package io.schedulerrunner.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How fast the endpoints that share this limit may be called.
 *
 * @param name the key under {@code limits}
 * @param concurrency calls in flight at the same time
 * @param rate calls started in a period
 * @param spread over how long a run's starts are spread evenly
 * @param hosts hosts whose endpoints share the limit without naming it, in lower case
 */
public record Limit(
    String name,
    OptionalInt concurrency,
    Optional<Rate> rate,
    Optional<Duration> spread,
    List<String> hosts) {

  /** So many calls in a period of one second or one minute. */
  public record Rate(double calls, Duration per) {}

  public Limit {
    hosts = List.copyOf(hosts);
  }
}

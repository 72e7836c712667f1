package io.schedulerrunner.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * When and how often a failed attempt is made again.
 *
 * @param maxAttempts attempts in all, the first included; 1 means no retry
 * @param minBackoff upper bound of the first pause; 1 s by default
 * @param maxBackoff upper bound of any pause; 30 s by default
 * @param errors the {@code error_type}s that are tried again, as the contract writes them
 * @param statuses the status codes that are tried again
 */
public record Retry(
    int maxAttempts,
    Duration minBackoff,
    Duration maxBackoff,
    Set<String> errors,
    StatusSet statuses) {

  /** One attempt. */
  public static final Retry NEVER =
      new Retry(
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Set.of("connect", "timeout"),
          new StatusSet(List.of(new StatusSet.Range(429, 429), new StatusSet.Range(500, 599))));

  public Retry {
    errors = Set.copyOf(errors);
  }
}

package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the time of an attempt went. A phase that did not happen is absent: a reused connection
 * needs no DNS, no connect and no TLS.
 *
 * @param firstByte from the request being sent to the first byte of the answer
 * @param body from there to the last byte
 */
public record Phases(
    Optional<Duration> dns,
    Optional<Duration> connect,
    Optional<Duration> tls,
    Optional<Duration> firstByte,
    Optional<Duration> body) {

  /** Nothing was measured. */
  public static final Phases NONE =
      new Phases(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}

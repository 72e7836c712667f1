package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One try at an endpoint.
 *
 * @param number 1 for the first
 * @param status the status code, where an answer came
 * @param failure what went wrong, where something did
 * @param phases how long each part took
 * @param address the address that was called, where one was found
 */
public record Attempt(
    int number,
    Instant startedAt,
    Duration duration,
    OptionalInt status,
    Optional<Failure> failure,
    Phases phases,
    Optional<String> address) {

  /** What most answers say, once for all. */
  private static final OptionalInt OK = OptionalInt.of(200);

  /** A status code, as an attempt has it. */
  static OptionalInt status(int code) {
    return code == 200 ? OK : OptionalInt.of(code);
  }
}

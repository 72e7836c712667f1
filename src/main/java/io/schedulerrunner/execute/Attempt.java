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
    Optional<String> address) {}

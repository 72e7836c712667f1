package io.schedulerrunner.schedule;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Schedule;
import java.time.Instant;
import java.util.Optional;

/**
 * How an endpoint's schedule stands.
 *
 * @param words the expression in words
 * @param next when it is due next, paused or not; empty where it never is again
 * @param last the latest time it was due and was run, where that is known
 */
public record ScheduleView(
    Endpoint endpoint,
    Schedule schedule,
    String words,
    Optional<Instant> next,
    Optional<Instant> last,
    boolean paused) {}

package io.schedulerrunner.telemetry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * One event to be logged.
 *
 * @param fields the thread's MDC and the event's own key-values, the latter winning
 */
record LogEvent(
    Instant time,
    Level level,
    String logger,
    String message,
    Map<String, Object> fields,
    Optional<Throwable> thrown) {}

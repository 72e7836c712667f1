package io.schedulerrunner.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * What started a run.
 *
 * @param source as the report's {@code trigger} says it: {@code manual}, {@code scheduler}, {@code
 *     cli}, {@code cron}
 * @param scheduleTime the time the schedule was due, where there is one
 * @param key runs with the same key are one run
 */
public record Trigger(String source, Optional<Instant> scheduleTime, Optional<String> key) {

  /** Somebody asked. */
  public static final Trigger MANUAL = new Trigger("manual", Optional.empty(), Optional.empty());
}

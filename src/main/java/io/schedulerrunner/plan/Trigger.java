package io.schedulerrunner.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * What started a run.
 *
 * @param source as the report's {@code trigger} says it: {@code manual}, {@code scheduler}, {@code
 *     cli}, {@code tick}, {@code cron}
 * @param scheduleTime the time the schedule was due, where there is one
 * @param key runs with the same key are one run
 * @param job the schedule's name, where there is one
 * @param overlap what to do while an earlier run of the job goes on
 */
public record Trigger(
    String source,
    Optional<Instant> scheduleTime,
    Optional<String> key,
    Optional<String> job,
    Overlap overlap) {

  /** Somebody asked. */
  public static final Trigger MANUAL = new Trigger("manual", Optional.empty(), Optional.empty());

  /** Of no job. */
  public Trigger(String source, Optional<Instant> scheduleTime, Optional<String> key) {
    this(source, scheduleTime, key, Optional.empty(), Overlap.ALLOW);
  }

  /**
   * Whether a second trigger with the same key leaves alone what failed: true of the built-in
   * scheduler, since every process that shares a store has one.
   */
  public boolean isOnce() {
    return source.equals("cron");
  }

  /** The same, of a job. */
  public Trigger of(String name, Overlap wanted) {
    return new Trigger(source, scheduleTime, key, Optional.of(name), wanted);
  }
}

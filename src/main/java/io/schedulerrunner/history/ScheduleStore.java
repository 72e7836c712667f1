package io.schedulerrunner.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of schedules beside their runs; from {@link RunStore#schedules()}. Thread-safe, and
 * shared by many instances. Every method may throw {@link StoreException}.
 */
public interface ScheduleStore {

  /** By the names of endpoints; those that were never paused nor run are not in it. */
  Map<String, ScheduleState> states();

  /** Pauses an endpoint's schedule, or resumes it. */
  void pause(String endpoint, boolean paused);

  /** Endpoints were run because they were due at a time; an earlier time changes nothing. */
  void fired(Set<String> endpoints, Instant at);

  /**
   * Until when a source of triggers has seen to everything; empty where nothing lasting is known.
   *
   * @param source as a trigger names it: {@code tick}, {@code cron}
   */
  Optional<Instant> handledUntil(String source);

  /** A source of triggers has seen to everything until a time; an earlier one changes nothing. */
  void handled(String source, Instant until);
}

package io.schedulerrunner.schedule;

import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Endpoints that are due together. Immutable.
 *
 * @param source what triggers them: {@code tick} or {@code cron}
 * @param at the tick's time, a whole minute
 * @param names of the endpoints; none at an idle tick
 */
record Firing(String source, Instant at, Set<String> names) {

  Firing {
    names = Set.copyOf(names);
  }

  boolean isIdle() {
    return names.isEmpty();
  }

  RunRequest request() {
    return RunRequest.only(names);
  }

  /** With a key that is the same wherever and whenever this tick is seen to. */
  Trigger trigger() {
    return new Trigger(source, Optional.of(at), Optional.of(source + "@" + at));
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.plan.Plan;
import java.util.HashMap;
import java.util.Map;

/**
 * When the calls of one run may start at limits with a {@code spread}: the first at once, the
 * others evenly over what is left of that time, each counted when it comes for the first time.
 * Thread-safe.
 */
final class Spreads {

  private final Plan plan;
  private final Map<String, Spread> spreads = new HashMap<>();

  Spreads(Plan plan) {
    this.plan = plan;
  }

  /** When the next call at a limit may start, if it comes now. */
  synchronized long next(Limit limit, long now) {
    return limit
        .spread()
        .map(
            over ->
                spreads.computeIfAbsent(
                    limit.name(), name -> new Spread(now, now + over.toNanos(), calls(name))))
        .map(spread -> spread.next(now))
        .orElse(now);
  }

  /** At least one, though an endpoint's host may only be known when it is called. */
  private long calls(String name) {
    return Math.max(
        1,
        plan.calls().stream()
            .filter(call -> call.endpoint().limit().filter(name::equals).isPresent())
            .count());
  }
}

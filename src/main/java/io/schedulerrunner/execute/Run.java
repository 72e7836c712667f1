package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A plan that was carried out. Immutable.
 *
 * @param id a UUIDv7 (RFC 9562)
 * @param results in the order of the plan, one for each of its calls
 */
public record Run(
    String id,
    Trigger trigger,
    Plan plan,
    Instant startedAt,
    Instant endedAt,
    Duration duration,
    List<Result> results) {

  public Run {
    results = List.copyOf(results);
  }
}

package io.schedulerrunner.metrics;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What metrics tell besides what was counted.
 *
 * @param version of this build
 * @param startedAt when the process began
 * @param historyAvailable whether the history did what it was last asked
 * @param schedules when schedules are due
 */
public record Surroundings(
    String version, Instant startedAt, BooleanSupplier historyAvailable, Schedules schedules) {

  /** When schedules are due. Thread-safe. */
  @FunctionalInterface
  public interface Schedules {

    /**
     * When each endpoint that has a schedule, and is not paused, is due for the first time after an
     * instant of its own; without those that never are again.
     */
    Map<String, Instant> dueAfter(Function<String, Instant> instants);
  }
}

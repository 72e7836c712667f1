package io.schedulerrunner.history;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of one endpoint's schedule.
 *
 * @param paused whether somebody has paused it
 * @param firedAt the latest time it was due and was run
 */
public record ScheduleState(boolean paused, Optional<Instant> firedAt) {

  /** Neither paused nor ever run. */
  public static final ScheduleState NONE = new ScheduleState(false, Optional.empty());
}

package io.schedulerrunner.history;

import java.time.Duration;
import java.time.Instant;

/**
 * What an instance needs to know of a run to make some of its calls. Immutable.
 *
 * @param request what was asked for, as the one who filed it writes it; the store does not read it
 * @param arrivedAt when the trigger arrived: the deadline counts from here
 * @param deadline from the trigger's arrival to the end of the run
 */
public record WorkOrder(String request, Instant arrivedAt, Duration deadline) {

  /** What the store shows of it: the request may hold secrets. */
  @Override
  public String toString() {
    return "WorkOrder[" + arrivedAt + ", " + deadline + "]";
  }

  /** When the run is over at the latest. */
  public Instant until() {
    return arrivedAt.plus(deadline);
  }
}

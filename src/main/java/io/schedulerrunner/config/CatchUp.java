package io.schedulerrunner.config;

import java.time.Duration;

/**
 * What becomes of times at which an endpoint was due and nobody looked.
 *
 * @param policy which of them are made up for
 * @param window how far back; older ones are gone
 */
public record CatchUp(Policy policy, Duration window) {

  /** The last one, within an hour. */
  public static final CatchUp DEFAULT = new CatchUp(Policy.LAST, Duration.ofHours(1));

  /** Which missed times are made up for. */
  public enum Policy {
    /** The last one, unless the endpoint is due anyway. The default. */
    LAST,
    /** Every one, the oldest first. */
    ALL,
    /** None. */
    NONE
  }
}

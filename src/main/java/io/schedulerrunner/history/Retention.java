package io.schedulerrunner.history;

import java.time.Duration;

/**
 * How much history is kept.
 *
 * @param age runs older than this go
 * @param runs most runs; the oldest go
 */
public record Retention(Duration age, int runs) {

  /** 30 days, 10,000 runs. */
  public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 10_000);

  /** About how many rows one step of pruning removes. */
  public static final int STEP = 1_000;

  /** Most runs whose removal one step begins. */
  static final int RUNS_PER_STEP = 50;
}

package io.schedulerrunner.config;

/**
 * What a schedule does with a local time that does not exist (clocks go forward) or exists twice
 * (clocks go back). It matters only for schedules at named times; those that run every hour or
 * every few minutes follow elapsed time.
 */
public enum DstPolicy {
  /** Never skipped, never doubled: at the end of the gap; the first of two. The default. */
  ONCE,
  /** A time that does not exist is left out; the first of two. */
  SKIP,
  /** At the end of the gap; both of two. */
  BOTH
}

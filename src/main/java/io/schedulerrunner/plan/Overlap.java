package io.schedulerrunner.plan;

/** What happens to a trigger while an earlier run of the same job is still going on. */
public enum Overlap {
  /** Both run. */
  ALLOW,
  /** The later one calls nothing, and says so. */
  SKIP,
  /** The later one waits for the earlier one's end, for as long as its own deadline allows. */
  QUEUE
}

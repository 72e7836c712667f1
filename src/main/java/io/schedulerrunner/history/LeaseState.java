package io.schedulerrunner.history;

/** Whether a lease was still good. */
public enum LeaseState {
  /** What was asked for is done. */
  HELD,
  /** Nothing was done: the run has ended, or somebody else carries it out. */
  LOST
}

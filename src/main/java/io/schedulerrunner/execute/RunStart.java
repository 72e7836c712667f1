package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;

/**
 * A run that is about to be carried out. Immutable.
 *
 * @param id a UUIDv7 (RFC 9562)
 * @param arrivedNanos {@link System#nanoTime()} when the trigger arrived: the deadline counts from
 *     here
 * @param sendEmail whether the trigger asks for the report by mail
 * @param resumed whether an earlier run with the same id, which did not succeed, is carried on
 */
public record RunStart(
    String id, Trigger trigger, Plan plan, long arrivedNanos, boolean sendEmail, boolean resumed) {

  /** A new one. */
  public RunStart(String id, Trigger trigger, Plan plan, long arrivedNanos, boolean sendEmail) {
    this(id, trigger, plan, arrivedNanos, sendEmail, false);
  }

  /** {@link System#nanoTime()} by which the run must be answered. */
  public long deadlineNanos() {
    return arrivedNanos + plan.deadline().toNanos();
  }

  /**
   * {@link System#nanoTime()} by which everybody must have been told of the run, so that its report
   * can still be written by the deadline.
   */
  public long tellByNanos() {
    return deadlineNanos() - Execution.margin(plan).toNanos();
  }
}

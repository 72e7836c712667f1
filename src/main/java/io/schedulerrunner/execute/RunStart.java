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
 */
public record RunStart(
    String id, Trigger trigger, Plan plan, long arrivedNanos, boolean sendEmail) {

  /** {@link System#nanoTime()} by which the run must be answered. */
  public long deadlineNanos() {
    return arrivedNanos + plan.deadline().toNanos();
  }
}

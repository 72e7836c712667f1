package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Plan;

/** Carries out plans. Thread-safe: many runs may go on at the same time. */
public interface PlanExecutor extends AutoCloseable {

  /**
   * Carries out a plan; returns within its deadline, whatever the endpoints do, and never throws
   * for what they do.
   */
  Run execute(Plan plan, RunContext context);

  /**
   * Ends every run that is going on: what is unfinished becomes {@code cancelled}. New runs end at
   * once.
   */
  void cancel();

  /** Ends one run, if it is going on. */
  void cancel(String runId);

  /** Ends what is carried out under this very context, of which there may be several of a run. */
  default void cancel(RunContext context) {
    cancel(context.id());
  }

  /** Releases connections and threads. */
  @Override
  void close();
}

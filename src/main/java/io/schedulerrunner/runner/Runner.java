package io.schedulerrunner.runner;

import io.schedulerrunner.config.EndpointSource;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import java.util.function.Supplier;

/** The one use case, behind every entry point: plan, execute, report. Thread-safe. */
public final class Runner {

  private final Settings settings;
  private final EndpointSource endpoints;
  private final PlanExecutor executor;
  private final Supplier<String> ids;

  /** With the ids of new runs. */
  public Runner(
      Settings settings, EndpointSource endpoints, PlanExecutor executor, Supplier<String> ids) {
    this.settings = settings;
    this.endpoints = endpoints;
    this.executor = executor;
    this.ids = ids;
  }

  /** What a request would do. Calls nothing. */
  public Plan plan(RunRequest request) {
    return Planner.plan(request, endpoints.current(), settings.calls());
  }

  /**
   * Carries out a request; returns within its deadline.
   *
   * @param arrivedNanos {@link System#nanoTime()} when the trigger arrived
   */
  public Run run(RunRequest request, Trigger trigger, long arrivedNanos, RunListener listener) {
    return executor.execute(
        plan(request), new RunContext(ids.get(), trigger, arrivedNanos, listener));
  }

  /** Ends every run that is going on: what is unfinished becomes {@code cancelled}. */
  public void cancel() {
    executor.cancel();
  }
}

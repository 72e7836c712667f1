package io.schedulerrunner.web;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Sample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Answers every call with what a function says, at once or when it is told to. */
final class FakeExecutor implements PlanExecutor {

  final List<RunContext> contexts = new CopyOnWriteArrayList<>();
  final CountDownLatch entered = new CountDownLatch(1);
  private final Function<Call, Outcome> outcomes;
  private final CountDownLatch released;
  private volatile boolean cancelled;

  private FakeExecutor(Function<Call, Outcome> outcomes, int locks) {
    this.outcomes = outcomes;
    this.released = new CountDownLatch(locks);
  }

  static FakeExecutor answering(Function<Call, Outcome> outcomes) {
    return new FakeExecutor(outcomes, 0);
  }

  /** Holds every run until {@link #release()} or {@link #cancel()}. */
  static FakeExecutor holding() {
    return new FakeExecutor(call -> Sample.succeeded(200), 1);
  }

  void release() {
    released.countDown();
  }

  @Override
  public void cancel(String runId) {
    cancel();
  }

  @Override
  public Run execute(Plan plan, RunContext context) {
    contexts.add(context);
    entered.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<Result> results = plan.calls().stream().map(this::result).toList();
    results.forEach(context.listener()::finished);
    return new Run(
        context.id(),
        context.trigger(),
        plan,
        Sample.START,
        Sample.START.plusMillis(5),
        Duration.ofMillis(5),
        results);
  }

  private Result result(Call call) {
    Outcome outcome =
        cancelled
            ? new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "The run was stopped."))
            : outcomes.apply(call);
    return new Result(call, outcome, Sample.START, Duration.ZERO, List.of(), false);
  }

  @Override
  public void cancel() {
    cancelled = true;
    release();
  }

  @Override
  public void close() {
    cancel();
  }
}

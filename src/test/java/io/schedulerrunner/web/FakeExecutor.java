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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Answers every call with what a function says, at once or when it is told to. */
public final class FakeExecutor implements PlanExecutor {

  final List<RunContext> contexts = new CopyOnWriteArrayList<>();
  private final List<String> called = new CopyOnWriteArrayList<>();
  final CountDownLatch entered = new CountDownLatch(1);
  private final Function<Call, Outcome> outcomes;
  private final CountDownLatch released;
  private volatile boolean cancelled;

  private FakeExecutor(Function<Call, Outcome> outcomes, int locks) {
    this.outcomes = outcomes;
    this.released = new CountDownLatch(locks);
  }

  /** Asks a function for each outcome. */
  public static FakeExecutor answering(Function<Call, Outcome> outcomes) {
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
    List<Result> results = plan.calls().stream().map(call -> result(call, context)).toList();
    return new Run(
        context.id(),
        context.trigger(),
        plan,
        Sample.START,
        Sample.START.plusMillis(5),
        Duration.ofMillis(5),
        results);
  }

  /** The names of what was called, and forgets them. */
  public List<String> called() {
    List<String> names = List.copyOf(called);
    called.clear();
    return names;
  }

  private Result result(Call call, RunContext context) {
    Optional<Result> reused =
        context.reused().stream()
            .filter(earlier -> earlier.call().index() == call.index())
            .findFirst();
    if (reused.isEmpty()) {
      context.listener().started(call);
      called.add(call.name());
    }
    Result result = reused.orElseGet(() -> result(call));
    context.listener().finished(result);
    return result;
  }

  private Result result(Call call) {
    Outcome outcome =
        cancelled
            ? new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "The run was stopped."))
            : outcomes.apply(call);
    return new Result(
        call, outcome, Sample.START, Duration.ZERO, List.of(), false, Optional.empty());
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

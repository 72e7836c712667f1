package io.schedulerrunner.testing;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Calls nothing: a function says what came of each call. */
public final class InstantExecutor implements PlanExecutor {

  private final Function<Call, Outcome> outcomes;

  /** With the function. */
  public InstantExecutor(Function<Call, Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public Run execute(Plan plan, RunContext context) {
    List<Result> results = new ArrayList<>();
    for (Call call : plan.calls()) {
      context.listener().started(call);
      Result result = Runs.result(call, outcomes.apply(call), Duration.ofMillis(5), 1);
      context.listener().finished(result);
      results.add(result);
    }
    Run run = Runs.run(plan, results);
    return new Run(
        context.id(),
        context.trigger(),
        plan,
        run.startedAt(),
        run.endedAt(),
        run.duration(),
        results);
  }

  @Override
  public void cancel() {}

  @Override
  public void cancel(String runId) {}

  @Override
  public void close() {}
}

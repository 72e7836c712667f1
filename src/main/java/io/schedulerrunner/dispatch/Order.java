package io.schedulerrunner.dispatch;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.history.RecordedRun;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunOutline;
import io.schedulerrunner.history.WorkOrder;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import java.util.List;

/** A run some of whose calls are made here, planned anew from what was filed. Immutable. */
record Order(
    RecordedRun run,
    WorkOrder filed,
    RunRequest request,
    Plan plan,
    RunOutline outline,
    Needs needs) {

  /** What is recorded of it, as a run of its plan. */
  Run asRun(RunDetail detail) {
    Run recorded = detail.toRun();
    List<Result> results = recorded.results().stream().map(this::planned).toList();
    return new Run(
        recorded.id(),
        recorded.trigger(),
        plan,
        recorded.startedAt(),
        recorded.endedAt(),
        recorded.duration(),
        results);
  }

  private Result planned(Result result) {
    Call call = plan.calls().get(result.call().index());
    return new Result(
        call,
        result.outcome(),
        result.finishedAt(),
        result.duration(),
        result.attempts(),
        result.reused(),
        result.curl());
  }
}

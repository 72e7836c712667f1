package io.schedulerrunner.web;

import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.report.PlanReport;
import io.schedulerrunner.runner.Runner;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Function;

/** {@code POST /execute}: runs, and answers the report; or the plan, where that is asked for. */
final class Execute implements Route.Action {

  private final Runner runner;
  private final Function<byte[], RunRequest> reader;
  private final InstantSource clock;

  Execute(Runner runner, Function<byte[], RunRequest> reader, InstantSource clock) {
    this.runner = runner;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public Answer answer(WebRequest request) throws IOException {
    RunRequest asked = reader.apply(request.body());
    if (asked.dryRun()) {
      Plan plan = runner.plan(asked);
      return Answer.json(200, out -> PlanReport.writeJson(plan, clock.instant(), out));
    }
    return RunAnswers.of(
        runner.run(asked, TriggerHeaders.read(request), request.arrivedNanos(), RunListener.NONE));
  }
}

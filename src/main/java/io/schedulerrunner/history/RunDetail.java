package io.schedulerrunner.history;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A run with its results. Immutable.
 *
 * @param results in the order of the plan; while it runs, those that are known
 */
public record RunDetail(RecordedRun run, List<RecordedResult> results) {

  public RunDetail {
    results = List.copyOf(results);
  }

  /** The run as it was carried out, as far as a report needs it. */
  public Run toRun() {
    List<Result> recorded = results.stream().map(RecordedResult::result).toList();
    Plan plan =
        new Plan(
            recorded.stream().map(Result::call).toList(),
            run.mode(),
            Math.max(1, recorded.size()),
            Duration.ZERO,
            Map.of(),
            Secrets.NONE,
            false);
    Ending ending =
        run.ending()
            .orElseGet(
                () ->
                    new Ending(
                        run.startedAt(), run.startedAt(), Duration.ZERO, Counts.of(recorded)));
    return new Run(
        run.id(),
        run.trigger(),
        plan,
        ending.startedAt(),
        ending.endedAt(),
        ending.duration(),
        recorded);
  }
}

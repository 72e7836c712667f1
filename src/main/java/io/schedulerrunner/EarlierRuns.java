package io.schedulerrunner;

import io.schedulerrunner.execute.Run;
import io.schedulerrunner.history.RecordedRun;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.notify.PastRun;
import io.schedulerrunner.notify.PastRuns;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.runner.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the history tells notifications of earlier runs. Thread-safe. */
record EarlierRuns(History history) implements PastRuns {

  @Override
  public List<PastRun> before(Run run, int most) {
    List<PastRun> runs = new ArrayList<>();
    boolean newest = true;
    for (RecordedRun earlier : history.before(run, most)) {
      PastRun.Result result = result(earlier);
      boolean failed = newest && result == PastRun.Result.FAILED;
      newest &= result == PastRun.Result.UNFINISHED;
      runs.add(new PastRun(earlier.startedAt(), result, failed ? failed(earlier.id()) : Set.of()));
    }
    return runs;
  }

  private PastRun.Result result(RecordedRun run) {
    return switch (run.status(history.now())) {
      case SUCCESS -> PastRun.Result.SUCCESS;
      case WARNING -> PastRun.Result.WARNING;
      case FAILED -> PastRun.Result.FAILED;
      case RUNNING, INTERRUPTED -> PastRun.Result.UNFINISHED;
    };
  }

  private Set<String> failed(String id) {
    return history.found(id).map(RunDetail::results).stream()
        .flatMap(List::stream)
        .map(kept -> kept.result())
        .filter(result -> ReportLine.of(result.outcome()).status().isFailure())
        .map(result -> result.call().name())
        .collect(Collectors.toSet());
  }
}

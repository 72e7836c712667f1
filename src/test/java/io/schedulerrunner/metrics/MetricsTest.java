package io.schedulerrunner.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.CountedRuns;
import io.schedulerrunner.testing.Runs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  private final CountedRuns runs = new CountedRuns();

  @Test
  void beforeTheFirstRunEveryFamilyIsAnnouncedAndNothingIsMadeUp() {
    assertThat(samples())
        .containsExactly(
            "process_start_time_seconds 1.7954352E9",
            "scheduler_runner_build_info{java=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1",
            "scheduler_runner_calls_in_flight 0.0",
            "scheduler_runner_calls_waiting 0.0",
            "scheduler_runner_history_available 1.0",
            "scheduler_runner_runs_in_progress 0.0",
            "scheduler_runner_runs_not_kept_total 0.0",
            "scheduler_runner_schedule_expected_timestamp_seconds{endpoint=\"one\"} 1.7954388E9");
  }

  @Test
  void runsAreCountedByTriggerAndOutcome() {
    runs.run(CountedRuns.plan("one"), Runs.succeeded(200));
    runs.run(CountedRuns.plan("one"), Runs.succeeded(207));
    runs.run(CountedRuns.plan("one"), Runs.refused(500, "No."));
    runs.run(CountedRuns.plan("one"), Runs.refused(500, "No."));

    assertThat(samples())
        .contains(
            "scheduler_runner_runs_total{outcome=\"failed\",trigger=\"manual\"} 2.0",
            "scheduler_runner_runs_total{outcome=\"success\",trigger=\"manual\"} 1.0",
            "scheduler_runner_runs_total{outcome=\"warning\",trigger=\"manual\"} 1.0",
            "scheduler_runner_run_duration_seconds_bucket{trigger=\"manual\",le=\"1.0\"} 0",
            "scheduler_runner_run_duration_seconds_bucket{trigger=\"manual\",le=\"2.5\"} 4",
            "scheduler_runner_run_duration_seconds_bucket{trigger=\"manual\",le=\"+Inf\"} 4",
            "scheduler_runner_run_duration_seconds_count{trigger=\"manual\"} 4",
            "scheduler_runner_run_duration_seconds_sum{trigger=\"manual\"} 5.332",
            "scheduler_runner_deadline_misses_total{trigger=\"manual\"} 0.0");
  }

  @Test
  void aRunThatTheDeadlineCutOffIsCountedOnceAndEachOfItsCallsByItsErrorType() {
    Failure late = new Failure(ErrorType.DEADLINE, "Late.");
    runs.run(
        CountedRuns.plan("one", "two"),
        new Outcome.NotStarted(late),
        new Outcome.Failed(late, Optional.empty()));

    assertThat(samples())
        .contains(
            "scheduler_runner_deadline_misses_total{trigger=\"manual\"} 1.0",
            calls("one", "not_started", "deadline", 1),
            calls("two", "failed", "deadline", 1));
  }

  @Test
  void callsAreCountedByEndpointWithTheirRetriesAndDurations() {
    Plan plan = CountedRuns.plan("one", "two", "three");
    runs.run(
        plan,
        Runs.succeeded(200),
        Runs.refused(503, "HTTP 503"),
        Runs.failed(ErrorType.DNS, "No such host"));

    assertThat(samples())
        .contains(
            calls("one", "success", "none", 1),
            calls("two", "failed", "status", 1),
            calls("three", "failed", "dns", 1),
            "scheduler_runner_endpoint_retries_total{endpoint=\"one\"} 0.0",
            "scheduler_runner_endpoint_retries_total{endpoint=\"two\"} 1.0",
            "scheduler_runner_endpoint_retries_total{endpoint=\"three\"} 2.0",
            "scheduler_runner_endpoint_duration_seconds_bucket{endpoint=\"two\",le=\"0.01\"} 1",
            "scheduler_runner_endpoint_duration_seconds_sum{endpoint=\"two\"} 0.002");
  }

  @Test
  void aDurationOnABoundIsWithinIt() {
    Plan plan = CountedRuns.plan("one");
    RunObserver.Watch watch = runs.begin(plan);
    for (int millis : new int[] {10, 11, 50}) {
      Duration duration = Duration.ofMillis(millis);
      watch.finished(Runs.result(plan.calls().getFirst(), Runs.succeeded(200), duration, 1));
    }

    String bucket = "scheduler_runner_endpoint_duration_seconds_bucket{endpoint=\"one\",le=";
    assertThat(samples())
        .contains(bucket + "\"0.01\"} 1", bucket + "\"0.05\"} 3", bucket + "\"0.1\"} 3");
  }

  @Test
  void aHistoryThatFailsIsSaid() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Metrics(runs.counted, new Surroundings("1", Runs.NOON, () -> false, due -> Map.of()))
        .write(out);

    assertThat(out.toString(UTF_8)).contains("\nscheduler_runner_history_available 0.0\n");
  }

  @Test
  void whatWasNotCalledHasNoDuration() {
    Plan plan = CountedRuns.plan("one");
    RunObserver.Watch watch = runs.begin(plan);
    Outcome skipped = new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "Skipped."));
    watch.finished(Runs.result(plan.calls().getFirst(), skipped, Duration.ZERO, 0));

    assertThat(samples()).contains(calls("one", "skipped", "dependency", 1));
    assertThat(runs.text()).doesNotContain("endpoint_duration_seconds_count{endpoint=\"one\"}");
  }

  @Test
  void failuresInARowGrowUntilASuccessAndTheLastSuccessStays() {
    Plan plan = CountedRuns.plan("one");
    String row = "scheduler_runner_endpoint_failures_in_a_row{endpoint=\"one\"} ";
    String last = "scheduler_runner_endpoint_last_success_timestamp_seconds{endpoint=\"one\"} ";

    runs.run(plan, Runs.refused(500, "No."));
    runs.run(plan, Runs.refused(500, "No."));
    assertThat(samples()).contains(row + "2.0").noneMatch(line -> line.startsWith(last));

    runs.run(plan, Runs.succeeded(200));
    assertThat(samples()).contains(row + "0.0", last + "1.795435200001E9");
    assertThat(samples())
        .contains(
            "scheduler_runner_schedule_expected_timestamp_seconds{endpoint=\"one\"}"
                + " 1.795438800001E9");

    runs.run(plan, Runs.refused(500, "No."));
    runs.run(plan, new Outcome.Omitted("Left out."));
    assertThat(samples()).contains(row + "1.0", last + "1.795435200001E9");
  }

  @Test
  void whatIsGoingOnIsSeenWhileItGoesOn() {
    Plan plan = CountedRuns.plan("one", "two", "three");
    RunObserver.Watch watch = runs.begin(plan);
    Call first = plan.calls().getFirst();

    assertThat(samples()).contains(going(1, 0, 3));
    watch.started(first);
    watch.started(plan.calls().get(1));
    assertThat(samples()).contains(going(1, 2, 1));
    Result result = Runs.result(first, Runs.succeeded(200), Duration.ZERO, 1);
    watch.finished(result);
    assertThat(samples()).contains(going(1, 1, 1));
    watch.ended(Runs.run(plan, List.of(result)), false);
    assertThat(samples())
        .contains(going(0, 0, 0))
        .contains("scheduler_runner_runs_not_kept_total 1.0");
  }

  @Test
  void aRunThatWasBrokenOffIsOverAndHasFailed() {
    Plan plan = CountedRuns.plan("one", "two");
    String failed = "scheduler_runner_runs_total{outcome=\"failed\",trigger=\"manual\"} 1.0";
    RunObserver.Watch watch = runs.begin(plan);
    watch.started(plan.calls().getFirst());
    watch.broken(new IllegalStateException("a bug"));
    assertThat(samples()).contains(going(0, 0, 0)).contains(failed);

    watch.broken(new IllegalStateException("the same"));
    assertThat(samples()).contains(failed);
  }

  @Test
  void whatAnEarlierRunHadDoneIsNotCountedAgain() {
    Plan plan = CountedRuns.plan("one");
    Result done = Runs.result(plan.calls().getFirst(), Runs.succeeded(200), Duration.ZERO, 1);
    RunObserver.Watch watch = runs.begin(plan);
    watch.finished(
        new Result(
            done.call(),
            done.outcome(),
            done.finishedAt(),
            done.duration(),
            done.attempts(),
            true,
            Optional.empty()));

    assertThat(samples())
        .contains("scheduler_runner_calls_waiting 0.0")
        .noneMatch(line -> line.startsWith("scheduler_runner_endpoint_calls_total"));
  }

  @Test
  void endpointsOfRequestsShareOneLabelAndConfiguredOnesAreBounded() {
    runs.run(CountedRuns.untrusted(CountedRuns.plan("anything")), Runs.succeeded(200));
    for (int i = 0; i <= EndpointNames.MOST; i++) {
      runs.run(CountedRuns.plan("endpoint-" + i), Runs.succeeded(200));
    }
    runs.run(CountedRuns.plan("endpoint-0"), Runs.succeeded(200));

    assertThat(samples())
        .contains(
            calls("(request)", "success", "none", 1),
            calls("(other)", "success", "none", 1),
            calls("endpoint-0", "success", "none", 2))
        .noneMatch(line -> line.contains("anything"))
        .noneMatch(line -> line.contains("endpoint-" + EndpointNames.MOST));
  }

  private static String calls(String endpoint, String outcome, String error, int count) {
    return "scheduler_runner_endpoint_calls_total{endpoint=\"%s\",error_type=\"%s\",outcome=\"%s\"} %d.0"
        .formatted(endpoint, error, outcome, count);
  }

  private static String[] going(int runs, int calls, int waiting) {
    return new String[] {
      "scheduler_runner_runs_in_progress " + runs + ".0",
      "scheduler_runner_calls_in_flight " + calls + ".0",
      "scheduler_runner_calls_waiting " + waiting + ".0"
    };
  }

  private List<String> samples() {
    return runs.text().lines().filter(line -> !line.startsWith("#")).toList();
  }
}

package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.CountedRuns;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.InstantExecutor;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ObserversTest {

  private static final Settings SETTINGS = Configurations.settings(Map.of());

  private final List<String> heard = new CopyOnWriteArrayList<>();

  private final RunObserver recording =
      start -> {
        heard.add("begin mail=" + start.sendEmail());
        assertThat(start.deadlineNanos() - start.arrivedNanos())
            .isEqualTo(start.plan().deadline().toNanos());
        return new RunObserver.Watch() {
          @Override
          public void started(Call call) {
            heard.add("started " + call.name());
          }

          @Override
          public void finished(Result result) {
            heard.add("finished " + result.call().name());
          }

          @Override
          public List<RunObserver.Note> ended(Run run, boolean kept) {
            heard.add("ended kept=" + kept);
            return List.of(new RunObserver.Note("email_notification", "sent", "To ops."));
          }

          @Override
          public void broken(Throwable cause) {
            heard.add("broken " + cause.getMessage());
          }
        };
      };

  private Function<Call, Outcome> outcomes = call -> Runs.succeeded(200);

  private Runner runner(RunObserver... observers) {
    EndpointSet set =
        new EndpointSet(
            List.of(Plans.get("one", "http://localhost/")), Map.of(), Secrets.NONE, List.of());
    return new Runner(
            SETTINGS,
            () -> set,
            new InstantExecutor(call -> outcomes.apply(call)),
            Histories.inMemory(),
            () -> "0199-run")
        .observedBy(List.of(observers));
  }

  private static RunReply run(Runner runner, boolean sendEmail) {
    RunRequest request =
        new RunRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            OptionalInt.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            sendEmail,
            Duration.ZERO);
    return runner.run(request, Trigger.MANUAL, System.nanoTime(), RunListener.NONE);
  }

  @Test
  void anObserverHearsOfARunFromItsBeginningToItsEnd() {
    RunReply reply = run(runner(recording), true);
    assertThat(heard)
        .containsExactly("begin mail=true", "started one", "finished one", "ended kept=true");
    assertThat(reply)
        .isInstanceOfSatisfying(
            RunReply.Carried.class,
            carried ->
                assertThat(carried.report().notes())
                    .containsExactly(
                        new RunObserver.Note("email_notification", "sent", "To ops.")));
  }

  @Test
  void aRetryHasItsOwnObservation() {
    outcomes = call -> Runs.refused(503, "HTTP 503");
    Runner runner = runner(recording);
    run(runner, false);
    heard.clear();
    runner.retry(
        runner.history().read(store -> store.run("0199-run")).orElseThrow(),
        System.nanoTime(),
        RunListener.NONE);
    assertThat(heard).startsWith("begin mail=false").endsWith("ended kept=true");
  }

  @Test
  void anObserverThatFailsHarmsNeitherTheRunNorTheOthers() {
    RunObserver failsAtOnce =
        start -> {
          throw new IllegalStateException("no");
        };
    RunObserver failsInTheEnd =
        start ->
            new RunObserver.Watch() {
              @Override
              public List<RunObserver.Note> ended(Run run, boolean kept) {
                throw new IllegalStateException("no");
              }
            };
    RunReply reply = run(runner(failsAtOnce, failsInTheEnd, recording), false);
    assertThat(reply.run()).isPresent();
    assertThat(heard).startsWith("begin mail=false").endsWith("ended kept=true");
  }

  @Test
  void aRunThatABugBreaksOffIsNotGoingOnAnyMore() {
    CountedRuns metrics = new CountedRuns();
    RunObserver failsInTheEnd =
        start ->
            new RunObserver.Watch() {
              @Override
              public void broken(Throwable cause) {
                throw new IllegalStateException("no");
              }
            };
    Runner runner = runner(failsInTheEnd, recording, metrics.counted);
    outcomes =
        call -> {
          assertThat(metrics.text()).contains("\nscheduler_runner_runs_in_progress 1.0\n");
          throw new IllegalStateException("a bug");
        };
    assertThatThrownBy(() -> run(runner, false)).hasMessage("a bug");
    outcomes =
        call -> {
          throw new AssertionError("an error");
        };
    assertThatThrownBy(() -> run(runner, false)).hasMessage("an error");
    assertThat(metrics.text()).contains("\nscheduler_runner_runs_in_progress 0.0\n");
    assertThat(metrics.text())
        .contains("scheduler_runner_runs_total{outcome=\"failed\",trigger=\"manual\"} 2.0");
    assertThat(heard).contains("broken a bug", "broken an error").doesNotContain("ended kept=true");
  }

  @Test
  void anObserverNeedNotCare() {
    RunObserver.Watch watch = new RunObserver.Watch() {};
    RunStart start =
        new RunStart(
            "0199-run", Trigger.MANUAL, Plans.parallel(Plans.get("a", "http://x/")), 0, false);
    assertThat(watch.ended(Runs.run(start.plan(), List.of()), true)).isEmpty();
    assertThatCode(() -> watch.broken(new IllegalStateException("a bug")))
        .doesNotThrowAnyException();
  }
}

package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.notify.PastRun;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.InstantExecutor;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EarlierRunsTest {

  private final SwitchedStore store = new SwitchedStore();
  private final History history = Histories.of(store, new SteppedTime(Sample.START));
  private final EarlierRuns earlier = new EarlierRuns(history);
  private final AtomicInteger ids = new AtomicInteger();

  @AfterEach
  void close() {
    history.close();
  }

  private Run run(Function<Call, Outcome> outcomes) {
    EndpointSet set =
        new EndpointSet(
            List.of(Plans.get("one", "http://localhost/"), Plans.get("two", "http://localhost/")),
            Map.of(),
            Secrets.NONE,
            List.of());
    Runner runner =
        new Runner(
            Configurations.settings(Map.of()),
            () -> set,
            new InstantExecutor(outcomes),
            history,
            () -> "0199-run-" + ids.incrementAndGet());
    return runner
        .run(RunRequest.DEFAULT, Trigger.MANUAL, System.nanoTime(), RunListener.NONE)
        .run()
        .orElseThrow();
  }

  private static Outcome oneFails(Call call) {
    return call.name().equals("one") ? Runs.refused(503, "HTTP 503") : Runs.succeeded(200);
  }

  private static Outcome breaksOff(Call call) {
    throw new IllegalStateException("A bug at " + call.name());
  }

  @Test
  void earlierRunsAreToldNewestFirstWithWhatFailedLast() {
    run(EarlierRunsTest::oneFails);
    run(_ -> Runs.succeeded(207));
    run(_ -> Runs.succeeded(200));
    run(EarlierRunsTest::oneFails);
    try {
      run(EarlierRunsTest::breaksOff);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("A bug");
    }
    Run last = run(_ -> Runs.succeeded(200));

    List<PastRun> runs = earlier.before(last, 10);

    assertThat(runs)
        .extracting(PastRun::result)
        .containsExactly(
            PastRun.Result.UNFINISHED,
            PastRun.Result.FAILED,
            PastRun.Result.SUCCESS,
            PastRun.Result.WARNING,
            PastRun.Result.FAILED);
    assertThat(runs)
        .extracting(PastRun::failed)
        .containsExactly(Set.of(), Set.of("one"), Set.of(), Set.of(), Set.of());
  }

  @Test
  void withoutHistoryNothingIsKnown() {
    Run run = run(EarlierRunsTest::oneFails);
    store.switchOff();

    assertThat(earlier.before(run, 10)).isEmpty();
  }
}

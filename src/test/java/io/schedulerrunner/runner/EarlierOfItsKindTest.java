package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.RecordedRun;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.SwitchedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which runs are of the same kind. */
final class EarlierOfItsKindTest extends Running {

  private static final Trigger CLI = new Trigger("cli", Optional.empty(), Optional.empty());

  private Run carriedOut(Trigger trigger) {
    return run(trigger).run().orElseThrow();
  }

  private static Trigger job(String name) {
    return Trigger.MANUAL.of(name, Overlap.ALLOW);
  }

  private List<String> before(Run run, int most) {
    return history.before(run, most).stream().map(RecordedRun::id).toList();
  }

  @Test
  void withoutAJobTheTriggerAndTheEndpointsMakeTheKind() {
    carriedOut(Trigger.MANUAL);
    carriedOut(CLI);
    carriedOut(job("nightly"));
    endpoints = endpoints("one");
    carriedOut(Trigger.MANUAL);
    endpoints = endpoints("one", "two", "three");
    carriedOut(Trigger.MANUAL);

    assertThat(before(carriedOut(Trigger.MANUAL), 10)).containsExactly("run-5", "run-1");
  }

  @Test
  void theRunsOfAJobAreOfAKindWhateverTheyCall() {
    carriedOut(job("nightly"));
    carriedOut(job("hourly"));
    carriedOut(Trigger.MANUAL);
    endpoints = endpoints("one");

    assertThat(before(carriedOut(job("nightly")), 10)).containsExactly("run-1");
  }

  @Test
  void onlySoManyAsAreAskedFor() {
    carriedOut(Trigger.MANUAL);
    carriedOut(Trigger.MANUAL);
    carriedOut(Trigger.MANUAL);

    assertThat(before(carriedOut(Trigger.MANUAL), 2)).containsExactly("run-3", "run-2");
  }

  @Test
  void whatGoesOnHasNoResult() {
    List<RecordedRun> seen = new ArrayList<>();
    Run first = carriedOut(Trigger.MANUAL);
    during = once(() -> seen.addAll(history.before(first, 10)));
    // One with a key is in the history before its first call.
    carriedOut(new Trigger("manual", Optional.empty(), Optional.of("k")));

    assertThat(seen).isEmpty();
    assertThat(history.before(first, 10))
        .extracting(run -> run.status(time.now()))
        .containsExactly(RunStatus.SUCCESS);
  }

  @Test
  void aStoreThatFailsKnowsNothing() {
    Run run = carriedOut(Trigger.MANUAL);
    SwitchedStore store = new SwitchedStore();
    try (History kept = Histories.of(store, time)) {
      runner(executor, kept).run(RunRequest.DEFAULT, CLI, time.nanos(), RunListener.NONE);
      store.switchOff();

      assertThat(kept.before(run, 10)).isEmpty();
      assertThat(kept.before(run, 10)).isEmpty();
    }
  }
}

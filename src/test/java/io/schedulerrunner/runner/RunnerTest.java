package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.Lease;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.SwitchedStore;
import io.schedulerrunner.web.FakeExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RunnerTest extends Running {

  private static List<String> reused(RunReply reply) {
    return reply.run().orElseThrow().results().stream()
        .filter(Result::reused)
        .map(result -> result.call().name())
        .toList();
  }

  private RunDetail detail(String id) {
    return history.read(store -> store.run(id)).orElseThrow();
  }

  @Test
  void withoutAKeyEveryTriggerIsARunOfItsOwn() {
    run(Trigger.MANUAL);
    run(Trigger.MANUAL);

    assertThat(executor.called()).hasSize(6);
    assertThat(detail("run-2").run().status(time.now())).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void whatSucceededAsAWholeIsReportedAgainWithoutACall() {
    assertThat(run(SIX)).isInstanceOf(RunReply.Carried.class);
    executor.called();

    RunReply again = run(SIX);

    assertThat(again).isInstanceOf(RunReply.Replayed.class);
    assertThat(again.run().orElseThrow().id()).isEqualTo("run-1");
    assertThat(again.run().orElseThrow().results()).hasSize(3);
    assertThat(executor.called()).isEmpty();
  }

  @Test
  void onlyWhatHasNotSucceededIsCalledAgainAndTheReportCoversAll() {
    failing.add("two");
    run(SIX);
    assertThat(executor.called()).containsExactly("one", "two", "three");
    failing.clear();

    RunReply again = run(SIX);

    assertThat(executor.called()).containsExactly("two");
    assertThat(again.run().orElseThrow().id()).isEqualTo("run-1");
    assertThat(again.run().orElseThrow().results()).hasSize(3);
    assertThat(reused(again)).containsExactly("one", "three");
    assertThat(run(SIX)).isInstanceOf(RunReply.Replayed.class);
  }

  @Test
  void anEndpointWhoseDefinitionChangedIsCalledAgain() {
    run(SIX);
    executor.called();
    endpoints = List.of(Sample.endpoint("one"), renamed(Sample.endpoint("elsewhere"), "two"));

    RunReply again = run(SIX);

    assertThat(executor.called()).containsExactly("two");
    assertThat(reused(again)).containsExactly("one");
    assertThat(again.run().orElseThrow().results()).hasSize(2);
  }

  private static Endpoint renamed(Endpoint endpoint, String name) {
    return new Endpoint(
        name,
        endpoint.target(),
        endpoint.timeout(),
        endpoint.tags(),
        endpoint.schedule(),
        endpoint.dependsOn(),
        endpoint.when(),
        endpoint.expect(),
        endpoint.retry(),
        endpoint.auth(),
        endpoint.limit(),
        true);
  }

  @Test
  void aTriggerWhoseRunIsGoingOnCallsNothing() {
    RunReply[] second = new RunReply[1];
    during =
        call -> {
          if (call.index() == 0) {
            second[0] = run(SIX);
          }
          return Sample.succeeded(200);
        };

    run(SIX);

    assertThat(second[0]).isEqualTo(new RunReply.InProgress("run-1"));
    assertThat(second[0].run()).isEmpty();
    assertThat(executor.called()).hasSize(3);
  }

  @Test
  void aRetryRunsAgainWhatDidNotSucceed() {
    failing.add("three");
    run(Trigger.MANUAL);
    executor.called();
    failing.clear();
    endpoints = endpoints("one", "two", "three", "four");

    RunReply again = runner.retry(detail("run-1"), time.nanos(), RunListener.NONE);

    assertThat(executor.called()).containsExactly("three");
    assertThat(again.run().orElseThrow().id()).isEqualTo("run-1");
    assertThat(reused(again)).containsExactly("one", "two");
    assertThat(runner.retry(detail("run-1"), time.nanos(), RunListener.NONE))
        .isInstanceOf(RunReply.Replayed.class);
  }

  @Test
  void aRetryNeedsAnEndpointThatIsStillConfigured() {
    run(Trigger.MANUAL);
    endpoints = endpoints("four");

    assertThatThrownBy(() -> runner.retry(detail("run-1"), time.nanos(), RunListener.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("None of this run's endpoints is configured any more.");
  }

  /** As after a kill: the first result is written, and nothing of the others is known. */
  private void breakOff() {
    during =
        call -> {
          if (call.index() == 1) {
            throw new IllegalStateException("broken");
          }
          return Sample.succeeded(200);
        };
    assertThatThrownBy(() -> run(SIX)).hasMessage("broken");
    during = call -> Sample.succeeded(200);
    executor.called();
  }

  @Test
  void aRunThatBrokeOffIsGivenBackAndCarriedOnByTheNextTrigger() {
    breakOff();
    assertThat(detail("run-1").run().status(time.now())).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(runner.live().find("run-1")).isEmpty();

    assertThat(reused(run(SIX))).containsExactly("one");
    assertThat(executor.called()).containsExactly("two", "three");
  }

  @Test
  void aRunThatBrokeOffIsRetriedWithTheRestOfTheConfiguration() {
    breakOff();

    RunReply again = runner.retry(detail("run-1"), time.nanos(), RunListener.NONE);

    assertThat(reused(again)).containsExactly("one");
    assertThat(executor.called()).containsExactly("two", "three");
  }

  @Test
  void whatARunThatBrokeOffWouldHaveCalledMustBeKnown() {
    breakOff();
    endpoints = endpoints("one", "two");

    assertThatThrownBy(() -> runner.retry(detail("run-1"), time.nanos(), RunListener.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("This run broke off");
  }

  @Test
  void whoeverLosesItsRunToAnotherInstanceStops() {
    try (History other = Histories.of(source, time)) {
      FakeExecutor second = FakeExecutor.answering(call -> Sample.succeeded(200));
      Runner successor = runner(second, other);
      during =
          once(
              () -> {
                history.release(new Lease("run-1", 1, Duration.ofSeconds(30)));
                successor.run(RunRequest.DEFAULT, SIX, time.nanos(), RunListener.NONE);
              });

      RunReply loser = run(SIX);

      assertThat(second.called()).containsExactly("one", "two", "three");
      assertThat(((RunReply.Carried) loser).kept()).isFalse();
      assertThat(loser.run().orElseThrow().results().getLast().outcome())
          .isInstanceOf(Outcome.Cancelled.class);
      assertThat(detail("run-1").run().held().number()).isEqualTo(2);
      assertThat(detail("run-1").run().stored()).isEqualTo(RunStatus.SUCCESS);
    }
  }

  @Test
  void withoutAStoreARunGoesOnAndSaysThatItIsNotKept() {
    SwitchedStore store = new SwitchedStore();
    store.switchOff();
    try (History unavailable = Histories.of(store, time)) {
      Runner unkept = runner(executor, unavailable);
      RunReply reply =
          unkept.run(
              RunRequest.DEFAULT, SIX.of("nightly", Overlap.SKIP), time.nanos(), RunListener.NONE);

      assertThat(((RunReply.Carried) reply).kept()).isFalse();
      assertThat(executor.called()).hasSize(3);
      assertThat(unavailable.running(SIX.of("nightly", Overlap.SKIP))).isEmpty();
    }
  }

  @Test
  void aHistoryThatNobodyNeededOpensNothing() {
    AtomicInteger opened = new AtomicInteger();
    Histories.of(
            () -> {
              opened.incrementAndGet();
              return source.open();
            },
            time)
        .close();

    assertThat(opened).hasValue(0);
  }

  @Test
  void cancellingEndsWhatIsGoingOn() {
    runner.cancel();

    assertThat(run(Trigger.MANUAL).run().orElseThrow().results())
        .allMatch(result -> result.outcome() instanceof Outcome.Cancelled);
  }

  @Test
  void listenersHearOfEverything() {
    AtomicInteger started = new AtomicInteger();
    AtomicInteger finished = new AtomicInteger();
    runner.run(
        RunRequest.DEFAULT,
        SIX,
        time.nanos(),
        new RunListener() {
          @Override
          public void started(Call call) {
            started.incrementAndGet();
          }

          @Override
          public void finished(Result result) {
            finished.incrementAndGet();
          }
        });

    assertThat(started).hasValue(3);
    assertThat(finished).hasValue(3);
  }
}

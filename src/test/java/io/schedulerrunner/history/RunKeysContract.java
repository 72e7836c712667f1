package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.LEASE;
import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.again;
import static io.schedulerrunner.history.Examples.at;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.failed;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.keyless;
import static io.schedulerrunner.history.Examples.result;
import static io.schedulerrunner.history.Examples.shown;
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every store: one run for each key, held by one instance. */
abstract class RunKeysContract extends RunStoreCase {

  @Test
  void aNewKeyOpensAFreshRun() {
    assertThat(store.open(keyed("1", "k", "a")))
        .isEqualTo(new Opened.Fresh(new Lease("1", 1, LEASE)))
        .extracting(Opened::runId)
        .isEqualTo("1");
  }

  @Test
  void runsWithoutAKeyNeverMeet() {
    assertThat(store.open(keyless("1", "a"))).isInstanceOf(Opened.Fresh.class);
    assertThat(store.open(keyless("2", "a"))).isInstanceOf(Opened.Fresh.class);
  }

  @Test
  void whileARunGoesOnItsKeyIsTaken() {
    fresh(keyed("1", "k", "a"));

    assertThat(store.open(keyed("2", "k", "a"))).isEqualTo(new Opened.Running("1"));
    assertThat(store.open(at(keyed("3", "k", "a"), NOW.plus(LEASE).minusNanos(1_000))))
        .isEqualTo(new Opened.Running("1"));
  }

  @Test
  void onceAllOfItSucceededTheStoredRunComesBack() {
    Lease lease = fresh(keyed("1", "k", "a", "b", "c"));
    RecordedResult warning =
        result(1, "b", new Outcome.Succeeded(Examples.response(207, "{\"some\":1}")));
    RecordedResult omitted = result(2, "c", new Outcome.Omitted("when is false"));
    store.record(lease, List.of(succeeded(0, "a"), warning, omitted), NOW);
    assertThat(store.finish(lease, ending(succeeded(0, "a"), warning, omitted)))
        .isEqualTo(LeaseState.HELD);

    Opened again = store.open(keyed("2", "k", "a", "b", "c"));

    assertThat(again.runId()).isEqualTo("1");
    RunDetail detail = ((Opened.Done) again).detail();
    assertThat(detail.results().stream().map(Examples::shown))
        .containsExactly(shown(succeeded(0, "a")), shown(warning), shown(omitted));
    assertThat(detail.run().ending()).contains(ending(succeeded(0, "a"), warning, omitted));
    assertThat(detail.run().status(NOW)).isEqualTo(RunStatus.WARNING);
  }

  /** The same trigger a minute later, for another instance, with other settings and another c. */
  private static OpenRequest withAnotherC() {
    RunOutline outline =
        new RunOutline(
            "settings-2",
            Plan.Mode.SEQUENTIAL,
            Set.of("x", "y"),
            List.of(
                new RunOutline.Entry(0, "a", "definition of a"),
                new RunOutline.Entry(1, "b", "definition of b"),
                new RunOutline.Entry(2, "c", "changed")));
    OpenRequest template = keyed("2", "k");
    return new OpenRequest(
        "2",
        false,
        template.trigger(),
        template.job(),
        outline,
        new OpenRequest.Holder("instance-2", Duration.ofSeconds(10)),
        NOW.plusSeconds(60));
  }

  @Test
  void whatSucceededAndIsUnchangedIsReused() {
    Lease lease = fresh(keyed("1", "k", "a", "b", "c"));
    store.record(lease, List.of(succeeded(0, "a"), failed(1, "b"), succeeded(2, "c")), NOW);
    store.finish(lease, ending(succeeded(0, "a"), failed(1, "b"), succeeded(2, "c")));

    Opened opened = store.open(withAnotherC());

    assertThat(opened.runId()).isEqualTo("1");
    Opened.Resumed resumed = (Opened.Resumed) opened;
    assertThat(resumed.lease()).isEqualTo(new Lease("1", 2, Duration.ofSeconds(10)));
    assertThat(resumed.reused().stream().map(Examples::shown))
        .containsExactly(shown(succeeded(0, "a").at(0, true)));
    RecordedRun run = store.run("1").orElseThrow().run();
    assertThat(run)
        .isEqualTo(
            new RecordedRun(
                "1",
                new Trigger("scheduler", Optional.of(NOW.minusSeconds(1)), Optional.of("k"))
                    .of("nightly", Overlap.ALLOW),
                Optional.of("nightly"),
                "settings-2",
                Plan.Mode.SEQUENTIAL,
                Set.of("x", "y"),
                3,
                RunStatus.RUNNING,
                new RecordedRun.Held("instance-2", 2, NOW.plusSeconds(70)),
                NOW.plusSeconds(60),
                Optional.empty()));
  }

  @Test
  void theResumedRunReportsEverythingWithWhatWasReused() {
    Lease first = fresh(keyed("1", "k", "a", "b"));
    store.record(first, List.of(succeeded(0, "a"), failed(1, "b")), NOW);
    store.finish(first, ending(succeeded(0, "a"), failed(1, "b")));
    Lease second = ((Opened.Resumed) store.open(keyed("2", "k", "a", "b"))).lease();
    store.record(second, List.of(succeeded(1, "b")), NOW);
    Ending all = ending(succeeded(0, "a"), succeeded(1, "b"));
    store.finish(second, all);

    assertThat(recorded("1"))
        .containsExactly(shown(succeeded(0, "a").at(0, true)), shown(succeeded(1, "b")));
    assertThat(store.open(keyed("3", "k", "a", "b"))).isInstanceOf(Opened.Done.class);
    Run run = store.run("1").orElseThrow().toRun();
    assertThat(run.id()).isEqualTo("1");
    assertThat(run.startedAt()).isEqualTo(NOW);
    assertThat(run.endedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(run.duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(run.results()).extracting(Result::reused).containsExactly(true, false);
    assertThat(run.plan().calls()).hasSize(2);
  }

  @Test
  void aChangedPlanMovesWhatIsReusedAndForgetsTheRest() {
    Lease lease = fresh(keyed("1", "k", "a", "b", "gone"));
    store.record(lease, List.of(succeeded(0, "a"), succeeded(1, "b"), failed(2, "gone")), NOW);
    store.finish(lease, ending(succeeded(0, "a"), succeeded(1, "b"), failed(2, "gone")));

    Opened.Resumed resumed = (Opened.Resumed) store.open(keyed("2", "k", "b", "a"));

    assertThat(resumed.reused())
        .extracting(RecordedResult::index, RecordedResult::name)
        .containsExactlyInAnyOrder(tuple(0, "b"), tuple(1, "a"));
    assertThat(recorded("1"))
        .containsExactly(
            shown(succeeded(1, "b").at(0, true)), shown(succeeded(0, "a").at(1, true)));
  }

  @Test
  void aKilledHolderBlocksNobodyLongerThanItsLease() {
    Lease killed = fresh(keyed("1", "k", "a", "b"));
    store.record(killed, List.of(succeeded(0, "a")), NOW.plusSeconds(5));

    assertThat(store.open(at(keyed("2", "k", "a", "b"), NOW.plusSeconds(34))))
        .isEqualTo(new Opened.Running("1"));
    Opened opened = store.open(at(keyed("2", "k", "a", "b"), NOW.plusSeconds(35)));
    assertThat(((Opened.Resumed) opened).reused())
        .extracting(RecordedResult::name)
        .containsExactly("a");
  }

  @Test
  void aRunThatWasNotEndedIsCarriedOnEvenWhenNothingIsLeft() {
    Lease killed = fresh(keyed("1", "k", "a"));
    store.record(killed, List.of(succeeded(0, "a")), NOW);

    Opened opened = store.open(at(keyed("2", "k", "a"), NOW.plus(LEASE)));
    assertThat(((Opened.Resumed) opened).reused()).hasSize(1);
  }

  @Test
  void aPausedHolderThatWakesUpWritesNothing() {
    Lease paused = fresh(keyed("1", "k", "a"));
    Lease successor =
        ((Opened.Resumed) store.open(at(keyed("2", "k", "a"), NOW.plus(LEASE)))).lease();

    assertThat(store.record(paused, List.of(failed(0, "a")), NOW)).isEqualTo(LeaseState.LOST);
    assertThat(store.renew(paused, NOW)).isEqualTo(LeaseState.LOST);
    assertThat(store.finish(paused, ending(failed(0, "a")))).isEqualTo(LeaseState.LOST);
    assertThat(store.release(paused)).isEqualTo(LeaseState.LOST);
    assertThat(recorded("1")).isEmpty();
    assertThat(store.renew(successor, NOW)).isEqualTo(LeaseState.HELD);
  }

  @Test
  void anUnknownRunHasNoLease() {
    assertThat(store.renew(new Lease("nobody", 1, LEASE), NOW)).isEqualTo(LeaseState.LOST);
  }

  @Test
  void anEndedRunTakesNothingMore() {
    Lease lease = fresh(keyed("1", "k", "a"));
    store.finish(lease, ending(failed(0, "a")));

    assertThat(store.record(lease, List.of(succeeded(0, "a")), NOW)).isEqualTo(LeaseState.LOST);
    assertThat(store.finish(lease, ending())).isEqualTo(LeaseState.LOST);
  }

  @Test
  void aReleasedRunIsCarriedOnAtOnce() {
    Lease lease = fresh(keyed("1", "k", "a"));

    assertThat(store.release(lease)).isEqualTo(LeaseState.HELD);

    assertThat(store.run("1").orElseThrow().run().status(NOW)).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(store.open(keyed("2", "k", "a"))).isInstanceOf(Opened.Resumed.class);
  }

  @Test
  void anEarlierRunCanBeOpenedAgainByItsId() {
    Lease lease = fresh(keyless("1", "a", "b"));
    store.record(lease, List.of(succeeded(0, "a"), failed(1, "b")), NOW);
    store.finish(lease, ending(succeeded(0, "a"), failed(1, "b")));

    Opened.Resumed resumed = (Opened.Resumed) store.open(again("1", NOW, "a", "b"));

    assertThat(resumed.lease()).isEqualTo(new Lease("1", 2, LEASE));
    assertThat(store.run("1").orElseThrow().run().trigger().source()).isEqualTo("scheduler");
  }
}

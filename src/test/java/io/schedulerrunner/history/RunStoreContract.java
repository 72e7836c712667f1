package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.LEASE;
import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.again;
import static io.schedulerrunner.history.Examples.at;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.failed;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.keyless;
import static io.schedulerrunner.history.Examples.query;
import static io.schedulerrunner.history.Examples.result;
import static io.schedulerrunner.history.Examples.shown;
import static io.schedulerrunner.history.Examples.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Phases;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do; one small subclass for each. */
abstract class RunStoreContract {

  private RunStore store;

  /** An empty store. */
  abstract RunStore empty() throws Exception;

  /** Another instance on the same data; the same one where no two can share it. */
  abstract RunStore second();

  @BeforeEach
  void openStore() throws Exception {
    store = empty();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private Lease fresh(OpenRequest request) {
    return ((Opened.Fresh) store.open(request)).lease();
  }

  private List<String> recorded(String id) {
    return store.run(id).orElseThrow().results().stream().map(Examples::shown).toList();
  }

  private List<String> found(RunFilter filter) {
    return store.runs(query(filter)).runs().stream().map(RecordedRun::id).toList();
  }

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

  @Test
  void whatSucceededAndIsUnchangedIsReused() {
    Lease lease = fresh(keyed("1", "k", "a", "b", "c"));
    store.record(lease, List.of(succeeded(0, "a"), failed(1, "b"), succeeded(2, "c")), NOW);
    store.finish(lease, ending(succeeded(0, "a"), failed(1, "b"), succeeded(2, "c")));

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
    OpenRequest request =
        new OpenRequest(
            "2",
            false,
            template.trigger(),
            template.job(),
            outline,
            new OpenRequest.Holder("instance-2", Duration.ofSeconds(10)),
            NOW.plusSeconds(60));
    Opened opened = store.open(request);

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
                new Trigger("scheduler", Optional.of(NOW.minusSeconds(1)), Optional.of("k")),
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

  @Test
  void everyKindOfOutcomeComesBackAsItWent() {
    Phases phases =
        new Phases(
            Optional.of(Duration.ofMillis(1)),
            Optional.of(Duration.ofMillis(2)),
            Optional.of(Duration.ofNanos(3_000)),
            Optional.of(Duration.ofMillis(4)),
            Optional.of(Duration.ofMillis(5)));
    List<Attempt> attempts =
        List.of(
            new Attempt(
                1,
                NOW,
                Duration.ofMillis(15),
                OptionalInt.empty(),
                Optional.of(new Failure(ErrorType.TIMEOUT, "No \"answer\" in 15 ms")),
                Phases.NONE,
                Optional.empty()),
            new Attempt(
                2,
                NOW.plusMillis(20),
                Duration.ofMillis(12),
                OptionalInt.of(200),
                Optional.empty(),
                phases,
                Optional.of("[::1]:443")));
    Response text =
        new Response(
            200, KeptBody.stored(KeptBody.Form.TEXT, true, "\"h\u00e9\\u0000\"".getBytes(UTF_8)));
    List<RecordedResult> results =
        List.of(
            RecordedResult.of(
                "d",
                new Result(
                    RecordedResult.shownCall(0, "a", "GET", "https://example.test/?q=***"),
                    new Outcome.Succeeded(text),
                    NOW,
                    Duration.ofNanos(1_000),
                    attempts,
                    false),
                Secrets.NONE),
            failed(1, "b"),
            result(2, "c", new Outcome.Failed(Examples.HTTP_503, Optional.empty())),
            result(3, "d", new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "c failed"))),
            result(4, "e", new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "too late"))),
            result(5, "f", new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "stopped"))),
            result(6, "g", new Outcome.Omitted("when is false")));
    Lease lease = fresh(keyless("1", "a", "b", "c", "d", "e", "f", "g"));

    store.record(lease, results, NOW);

    assertThat(recorded("1"))
        .containsExactlyElementsOf(results.stream().map(Examples::shown).toList());
  }

  @Test
  void ofTwoResultsOfOneEndpointTheLastCounts() {
    Lease lease = fresh(keyless("1", "a"));

    store.record(lease, List.of(failed(0, "a"), succeeded(0, "a")), NOW);

    assertThat(recorded("1")).containsExactly(shown(succeeded(0, "a")));
  }

  @Test
  void aNulInAMessageHurtsNobody() {
    Lease lease = fresh(keyless("1", "a"));
    Failure odd = new Failure(ErrorType.PROTOCOL, "odd \0 byte");

    assertThat(
            store.record(
                lease, List.of(result(0, "a", new Outcome.Failed(odd, Optional.empty()))), NOW))
        .isEqualTo(LeaseState.HELD);
  }

  @Test
  void tenThousandResultsAreWrittenInOneGo() {
    Lease lease = fresh(keyless("1"));
    List<RecordedResult> results =
        IntStream.range(0, 10_000).mapToObj(i -> succeeded(i, "endpoint-" + i)).toList();

    store.record(lease, results, NOW);

    assertThat(store.run("1").orElseThrow().results()).hasSize(10_000);
  }

  @Test
  void runsAreFoundByEverythingThatCanBeAsked() {
    Lease lease = fresh(keyed("1", "k", "a"));
    store.record(lease, List.of(succeeded(0, "a")), NOW);
    store.finish(lease, ending(succeeded(0, "a")));
    store.open(at(keyless("2", "b"), NOW.minus(LEASE)));
    store.open(
        new OpenRequest(
            "3",
            false,
            Trigger.MANUAL,
            Optional.empty(),
            new RunOutline("s", Plan.Mode.PARALLEL, Set.of("bill", "a\u00f6"), List.of()),
            new OpenRequest.Holder("i", LEASE),
            NOW.plusSeconds(1)));
    store.release(fresh(at(keyless("4", "d"), NOW.plusSeconds(2))));
    store.finish(fresh(at(keyless("5", "d"), NOW.plusSeconds(2))), ending(failed(0, "d")));
    Optional<String> any = Optional.empty();
    Optional<Instant> ever = Optional.empty();

    assertThat(found(RunFilter.ALL)).containsExactly("5", "4", "3", "2", "1");
    assertThat(
            List.of(RunStatus.values()).stream()
                .map(
                    status ->
                        found(new RunFilter(Optional.of(status), any, any, any, any, ever, ever))))
        .containsExactly(List.of("3"), List.of("1"), List.of(), List.of("5"), List.of("4", "2"));
    Optional<RunStatus> all = Optional.empty();
    assertThat(found(new RunFilter(all, Optional.of("manual"), any, any, any, ever, ever)))
        .containsExactly("3");
    assertThat(found(new RunFilter(all, any, Optional.of("bill"), any, any, ever, ever)))
        .containsExactly("3");
    assertThat(found(new RunFilter(all, any, any, Optional.of("a"), any, ever, ever)))
        .containsExactly("1");
    assertThat(found(new RunFilter(all, any, any, any, Optional.of("nightly"), ever, ever)))
        .containsExactly("5", "4", "2", "1");
    assertThat(found(new RunFilter(all, any, any, any, any, Optional.of(NOW.plusSeconds(1)), ever)))
        .containsExactly("4", "3");
    assertThat(found(new RunFilter(all, any, any, any, any, ever, Optional.of(NOW))))
        .containsExactly("2");
    assertThat(store.running("nightly", NOW.minusSeconds(1)))
        .extracting(RecordedRun::id)
        .containsExactly("2");
    assertThat(store.running("nightly", NOW)).isEmpty();
  }

  @Test
  void runsComeInPages() {
    for (String id : List.of("1", "2", "3")) {
      store.open(keyless(id, "a"));
    }

    RunPage first = store.runs(new RunQuery(RunFilter.ALL, Optional.empty(), 2, NOW));
    RunPage second = store.runs(new RunQuery(RunFilter.ALL, first.next(), 2, NOW));

    assertThat(first.runs()).extracting(RecordedRun::id).containsExactly("3", "2");
    assertThat(second.runs()).extracting(RecordedRun::id).containsExactly("1");
    assertThat(second.next()).isEmpty();
    assertThat(store.runs(new RunQuery(RunFilter.ALL, Optional.empty(), 3, NOW)).next()).isEmpty();
  }

  @Test
  void anUnknownRunIsAbsent() {
    assertThat(store.run("nobody")).isEmpty();
  }

  @Test
  void statisticsTellHowAnEndpointHasBeenDoing() {
    for (int i = 1; i <= 20; i++) {
      Lease lease = fresh(keyless("run-" + (100 + i), "a", "b", "c"));
      Outcome outcome =
          i == 3 || i > 18
              ? new Outcome.Failed(
                  new Failure(ErrorType.STATUS, "HTTP 50" + i % 10), Optional.empty())
              : new Outcome.Succeeded(Examples.response(200, "1"));
      store.record(
          lease,
          List.of(
              result(0, "a", outcome, NOW.plusSeconds(i), Duration.ofMillis(i)),
              result(1, "b", new Outcome.Omitted("x")),
              succeeded(2, "c")),
          NOW);
    }

    EndpointStatistics a = store.statistics(Optional.of("a"), NOW).getFirst();

    assertThat(a)
        .isEqualTo(
            new EndpointStatistics(
                "a",
                20,
                17,
                Duration.ofMillis(10),
                Duration.ofMillis(19),
                2,
                Optional.of(NOW.plusSeconds(19)),
                Optional.of(
                    new EndpointStatistics.LastFailure("run-120", NOW.plusSeconds(20), "HTTP 500")),
                Optional.empty(),
                IntStream.rangeClosed(1, 20)
                    .mapToObj(
                        i -> new EndpointStatistics.Latest(i != 3 && i <= 18, Duration.ofMillis(i)))
                    .toList()));
    assertThat(a.successRate()).isEqualTo(0.85);
    assertThat(store.statistics(Optional.empty(), NOW))
        .extracting(EndpointStatistics::name)
        .containsExactly("a", "c");
    assertThat(store.statistics(Optional.of("c"), NOW).getFirst().lastFailure()).isEmpty();
    assertThat(store.statistics(Optional.empty(), NOW.plusSeconds(20)))
        .extracting(EndpointStatistics::calls)
        .containsExactly(1);
    assertThat(store.statistics(Optional.empty(), NOW.plusSeconds(21))).isEmpty();
  }

  @Test
  void statisticsLookAtTheLatestCallsOnly() {
    for (int i = 0; i < EndpointStatistics.WINDOW + 5; i++) {
      Lease lease = fresh(keyless("run-" + i, "a"));
      Outcome outcome =
          i < 5 ? failed(0, "a").result().outcome() : succeeded(0, "a").result().outcome();
      store.record(lease, List.of(result(0, "a", outcome, NOW.plusSeconds(i), LEASE)), NOW);
    }

    EndpointStatistics a = store.statistics(Optional.empty(), NOW).getFirst();

    assertThat(a.failingSince()).isEmpty();
    assertThat(a.lastStatusCode()).hasValue(200);
    assertThat(a.latest()).hasSize(EndpointStatistics.LATEST);
    assertThat(a.calls()).isEqualTo(EndpointStatistics.WINDOW);
    assertThat(a.successRate()).isEqualTo(1.0);
  }

  @Test
  void oldRunsGoInSmallSteps() {
    Lease old = fresh(at(keyed("1", "k", "a"), NOW.minus(Duration.ofDays(31))));
    store.record(old, List.of(succeeded(0, "a")), NOW.minus(Duration.ofDays(31)));
    Lease going = fresh(at(keyed("2", "going", "a"), NOW.minus(Duration.ofDays(32))));
    store.renew(going, NOW);
    fresh(keyed("3", "new", "a"));

    int removed = 0;
    for (int step = store.prune(Retention.DEFAULT, NOW);
        step > 0;
        step = store.prune(Retention.DEFAULT, NOW)) {
      removed += step;
    }

    assertThat(removed).isPositive();
    assertThat(found(RunFilter.ALL)).containsExactly("3", "2");
    assertThat(store.open(keyed("4", "k", "a"))).isInstanceOf(Opened.Fresh.class);
  }

  @Test
  void ofTooManyRunsTheOldestGo() {
    for (int i = 100; i < 170; i++) {
      store.finish(fresh(keyed("run-" + i, "k" + i, "a")), ending());
    }

    Retention ten = new Retention(Duration.ofDays(30), 10);
    int first = store.prune(ten, NOW);
    assertThat(first).isPositive().isLessThan(60);
    while (store.prune(ten, NOW) > 0) {
      assertThat(found(RunFilter.ALL)).hasSizeGreaterThanOrEqualTo(10);
    }

    assertThat(found(RunFilter.ALL)).hasSize(10).startsWith("run-169").endsWith("run-160");
  }

  private static OpenRequest scheduled(String id, boolean again, Instant now) {
    OpenRequest request = keyed(id, "k", "a", "b");
    Trigger trigger =
        new Trigger("cron", Optional.of(NOW), again ? Optional.empty() : Optional.of("k"));
    return new OpenRequest(
        id, again, trigger, Optional.empty(), request.outline(), request.holder(), now);
  }

  @Test
  void whatTheBuiltInSchedulerRanIsNotRunAgainByTheNextProcess() {
    Lease lease = fresh(scheduled("1", false, NOW));
    store.record(lease, List.of(failed(0, "a")), NOW);
    store.finish(lease, ending());

    assertThat(store.open(scheduled("2", false, NOW))).isInstanceOf(Opened.Done.class);
    assertThat(store.open(scheduled("1", true, NOW))).isInstanceOf(Opened.Resumed.class);
  }

  @Test
  void whatTheBuiltInSchedulerLeftUndoneIsCarriedOn() {
    fresh(scheduled("1", false, NOW));

    assertThat(store.open(scheduled("2", false, NOW))).isInstanceOf(Opened.Running.class);
    assertThat(store.open(scheduled("3", false, NOW.plus(LEASE))))
        .isInstanceOf(Opened.Resumed.class);
  }

  @Test
  void schedulesArePausedAndResumed() {
    ScheduleStore schedules = store.schedules();
    assertThat(schedules.states()).isEmpty();
    schedules.pause("a", true);
    schedules.fired(Set.of("a"), NOW);
    schedules.pause("b", true);
    schedules.pause("b", false);

    assertThat(schedules.states())
        .containsOnly(
            entry("a", new ScheduleState(true, Optional.of(NOW))), entry("b", ScheduleState.NONE));
  }

  @Test
  void theLatestTimeThatAScheduleWasRunIsKept() {
    ScheduleStore schedules = store.schedules();
    schedules.fired(Set.of("a", "b"), NOW);
    schedules.fired(Set.of("a"), NOW.plusSeconds(60));
    schedules.fired(Set.of("a"), NOW.minusSeconds(60));

    assertThat(schedules.states())
        .containsOnly(
            entry("a", new ScheduleState(false, Optional.of(NOW.plusSeconds(60)))),
            entry("b", new ScheduleState(false, Optional.of(NOW))));
  }

  @Test
  void ofManyTriggersAtTheSameMomentOneGetsTheRun() throws Exception {
    RunStore other = second();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        String key = "key-" + round;
        Instant later = NOW.plus(LEASE);
        assertThat(winners(threads, other, key, NOW)).isEqualTo(1);
        assertThat(winners(threads, other, key, later)).isEqualTo(1);
      }
    } finally {
      other.close();
    }
  }

  private long winners(ExecutorService threads, RunStore other, String key, Instant now)
      throws Exception {
    List<Callable<Opened>> triggers =
        IntStream.range(0, 16)
            .<Callable<Opened>>mapToObj(
                i ->
                    () ->
                        (i % 2 == 0 ? store : other).open(at(keyed(key + now + i, key, "a"), now)))
            .toList();
    long winners = 0;
    for (Future<Opened> opened : threads.invokeAll(triggers)) {
      winners += opened.get() instanceof Opened.Running ? 0 : 1;
    }
    return winners;
  }
}

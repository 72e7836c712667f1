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
import static io.schedulerrunner.history.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every store: finding runs, counting them, and letting go of old ones. */
abstract class RunReadingContract extends RunKeysContract {

  private List<String> found(RunFilter filter) {
    return store.runs(query(filter)).runs().stream().map(RecordedRun::id).toList();
  }

  /** One of each status. */
  private void openFiveRuns() {
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
  }

  @Test
  void runsAreFoundByEverythingThatCanBeAsked() {
    openFiveRuns();
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

  /** Of twenty runs, three in which a fails: the third, and the last two. */
  private void twentyRuns() {
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
  }

  @Test
  void statisticsTellHowAnEndpointHasBeenDoing() {
    twentyRuns();

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
  }

  @Test
  void statisticsAreOfTheEndpointsCalledSinceATime() {
    twentyRuns();

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
}

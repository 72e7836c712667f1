package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.ManualTime;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The results of a run, and what is said of what has none. */
class LedgerTest {

  private static final Plan PLAN =
      Plans.parallel(Plans.get("a", "http://h/"), Plans.get("b", "http://h/"));

  private final List<Result> heard = new ArrayList<>();
  private final ManualTime time = new ManualTime();
  private final Ledger ledger =
      new Ledger(
          PLAN,
          new RunListener() {
            @Override
            public void finished(Result result) {
              heard.add(result);
            }
          });

  private static Call call(int index) {
    return PLAN.calls().get(index);
  }

  private Result result(int index, String reason) {
    return new Result(
        call(index),
        new Outcome.Omitted(reason),
        time.now(),
        Duration.ZERO,
        List.of(),
        false,
        Optional.empty());
  }

  private Unfinished unfinished(Ledger.End end) {
    return new Unfinished(Duration.ofSeconds(30), Duration.ZERO, end, time);
  }

  @Test
  void eachCallGetsOneResult() {
    Result first = result(1, "first");

    assertThat(ledger.settle(first)).isTrue();
    assertThat(ledger.settle(result(1, "second"))).isFalse();
    assertThat(heard).containsExactly(first);
    assertThat(ledger.hasEnded()).isFalse();
    Result other = result(0, "other");
    assertThat(ledger.settle(other)).isTrue();
    assertThat(ledger.hasEnded()).isTrue();
    assertThat(ledger.results()).containsExactly(other, first);
    assertThat(ledger.await(Duration.ZERO)).isEqualTo(Ledger.End.COMPLETE);
  }

  @Test
  void anEmptyPlanIsComplete() {
    Ledger empty = new Ledger(Plans.parallel(), RunListener.NONE);

    assertThat(empty.hasEnded()).isTrue();
    assertThat(empty.await(Duration.ofHours(1))).isEqualTo(Ledger.End.COMPLETE);
    assertThat(empty.results()).isEmpty();
  }

  @Test
  void theFirstEndCounts() {
    ledger.end(Ledger.End.CANCELLED);
    ledger.end(Ledger.End.DEADLINE);

    assertThat(ledger.await(Duration.ZERO)).isEqualTo(Ledger.End.CANCELLED);
  }

  @Test
  void theDeadlineEndsIt() {
    assertThat(ledger.await(Duration.ofNanos(1))).isEqualTo(Ledger.End.DEADLINE);
    assertThat(ledger.hasEnded()).isTrue();
  }

  @Test
  void anInterruptEndsItAndIsPassedOn() {
    Thread.currentThread().interrupt();

    assertThat(ledger.await(Duration.ofHours(1))).isEqualTo(Ledger.End.CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void atTheDeadlineWhatIsOpenIsNamed() {
    ledger.progress(call(0)).start(time.nanos());
    time.advance(Duration.ofMillis(1500));

    ledger.settleOpen(unfinished(Ledger.End.DEADLINE));

    assertThat(ledger.results().getFirst().outcome())
        .isEqualTo(
            new Outcome.Failed(
                new Failure(
                    ErrorType.DEADLINE,
                    "Cut off after 1.5 s of waiting: the run's deadline of 30 s came first."),
                java.util.Optional.empty()));
    assertThat(ledger.results().getFirst().duration()).isEqualTo(Duration.ofMillis(1500));
    assertThat(ledger.results().getLast().outcome())
        .isEqualTo(
            new Outcome.NotStarted(
                new Failure(
                    ErrorType.DEADLINE, "Not called: the run's deadline of 30 s came first.")));
    assertThat(ledger.results().getLast().duration()).isZero();
    assertThat(ledger.results()).noneMatch(Result::reused);
  }

  @Test
  void whoOnlyWaitedForALimitWasNotCalled() {
    ledger.progress(call(0)).start(time.nanos());
    ledger.progress(call(0)).queued(true);
    ledger.progress(call(1)).start(time.nanos());
    ledger.progress(call(1)).queued(true);
    ledger.progress(call(1)).queued(false);
    time.advance(Duration.ofMillis(1500));

    ledger.settleOpen(unfinished(Ledger.End.DEADLINE));

    assertThat(ledger.results().getFirst().outcome()).isInstanceOf(Outcome.NotStarted.class);
    assertThat(ledger.results().getFirst().duration()).isZero();
    assertThat(ledger.results().getLast().outcome()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void whoWaitsForALimitAgainWasCalledBefore() {
    Progress progress = ledger.progress(call(0));
    progress.start(time.nanos());
    progress.begin(time.now(), time.nanos());
    progress.add(
        progress.attemptsEndedBy(new Failure(ErrorType.CONNECT, "No."), time.nanos()).getFirst());
    progress.queued(true);

    ledger.settleOpen(unfinished(Ledger.End.DEADLINE));

    assertThat(ledger.results().getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void anAttemptThatWasCutOffCounts() {
    Progress progress = ledger.progress(call(0));
    progress.start(time.nanos());
    progress.begin(time.now(), time.nanos());
    time.advance(Duration.ofMillis(500));

    ledger.settleOpen(unfinished(Ledger.End.DEADLINE));

    assertThat(ledger.results().getLast().attempts()).isEmpty();
    assertThat(ledger.results().getFirst().attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.number()).isEqualTo(1);
              assertThat(attempt.duration()).isEqualTo(Duration.ofMillis(500));
              assertThat(attempt.status()).isEmpty();
              assertThat(attempt.failure().orElseThrow().type()).isEqualTo(ErrorType.DEADLINE);
            });
  }

  @Test
  void whenStoppedWhatIsOpenIsCancelled() {
    ledger.progress(call(0)).start(time.nanos());
    Result early = result(1, "early");
    assertThat(ledger.settle(early)).isTrue();

    ledger.settleOpen(unfinished(Ledger.End.CANCELLED));

    assertThat(ledger.results().getFirst().outcome())
        .isEqualTo(
            new Outcome.Cancelled(
                new Failure(ErrorType.CANCELLED, "Cut off because the run was stopped.")));
    assertThat(ledger.results().getLast()).isSameAs(early);
    assertThat(unfinished(Ledger.End.CANCELLED).result(call(1), new Progress()).outcome())
        .isEqualTo(
            new Outcome.Cancelled(
                new Failure(ErrorType.CANCELLED, "Not called because the run was stopped.")));
  }

  @Test
  void whatWasUnderWayCanBeCalledAgain() {
    Exchange exchange = Exchanges.of(Plans.get("a", "http://h/"));
    ledger.progress(call(0)).start(time.nanos());
    ledger.progress(call(0)).sending(exchange);

    ledger.settleOpen(unfinished(Ledger.End.DEADLINE));

    assertThat(ledger.results().getFirst().curl())
        .hasValue("curl --location http://h/ --max-time 10 -H 'Idempotency-Key: run-1/a'");
    assertThat(ledger.results().getLast().curl()).isEmpty();
    assertThat(ledger.progress(call(0)).curl()).as("let go of").isEmpty();
  }

  @Test
  void progressIsKept() {
    Progress progress = new Progress();
    assertThat(progress.startedNanos()).isEmpty();
    progress.start(5);

    assertThat(progress.startedNanos()).isEqualTo(OptionalLong.of(5));
  }
}

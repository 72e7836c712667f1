package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A plan that has to be over in time. */
class ExecutionDeadlineTest {

  private static Endpoint get(String name) {
    return Plans.get(name, "http://h/");
  }

  @Test
  void theDeadlineEndsWhatGoesOnAndWhatHasNotBegun() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Plan plan =
        Plans.plan(Plan.Mode.PARALLEL, 1, Duration.ofMillis(200), List.of(get("a"), get("b")));

    Run run =
        FakeEndpoints.execution(plan, Executors.context(), exchange -> stuck(interrupted)).run();

    assertThat(Executors.failed(run.results().getFirst()).failure().type())
        .isEqualTo(ErrorType.DEADLINE);
    assertThat(run.results().getFirst().duration()).isPositive();
    assertThat(run.results().getLast().outcome()).isInstanceOf(Outcome.NotStarted.class);
    assertThat(run.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(180));
    interrupted.await();
  }

  static Reply stuck(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return Answers.ok();
  }

  @Test
  void theMarginIsATenthOfAShortDeadlineAndMoreOfALargePlan() {
    assertThat(deadlineSeen(Duration.ofMillis(1000), 1)).isEqualTo(Duration.ofMillis(900));
    assertThat(deadlineSeen(Duration.ofSeconds(100), 1))
        .isEqualTo(Duration.ofSeconds(100).minusMillis(250).minusNanos(20_000));
    assertThat(deadlineSeen(Duration.ofSeconds(100), 100))
        .isEqualTo(Duration.ofSeconds(100).minusMillis(252));
  }

  private static Duration deadlineSeen(Duration deadline, int calls) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      endpoints.add(get("e" + i));
    }
    return deadlineSeen(deadline, Executors.context(), endpoints);
  }

  @Test
  void observersHaveTheTimeTheyNeedButAtMostATenth() {
    Duration hundred = Duration.ofSeconds(100);
    Duration margin = Duration.ofMillis(250).plusNanos(20_000);

    assertThat(deadlineSeen(hundred, reserving(Duration.ofSeconds(3)), List.of(get("a"))))
        .isEqualTo(hundred.minus(margin).minusSeconds(3));
    assertThat(deadlineSeen(hundred, reserving(Duration.ofSeconds(30)), List.of(get("a"))))
        .isEqualTo(hundred.minus(margin).minusSeconds(10));
  }

  private static RunContext reserving(Duration reserved) {
    return new RunContext(
        "run-1", Trigger.MANUAL, System.nanoTime(), reserved, RunListener.NONE, List.of());
  }

  @Test
  void whoIsLateBecauseOfObserversIsToldSo() {
    Plan plan = Plans.plan(Plan.Mode.PARALLEL, 1, Duration.ofMillis(500), List.of(get("a")));

    Run run =
        FakeEndpoints.execution(
                plan, reserving(Duration.ofSeconds(10)), exchange -> stuck(new CountDownLatch(1)))
            .run();

    assertThat(((Outcome.Failed) run.results().getFirst().outcome()).failure().message())
        .endsWith(
            "of waiting: the run's deadline of 0.5 s, less 0.05 s for notifications, came first.");
  }

  @Test
  void everybodyMustHaveBeenToldBeforeTheReportIsWritten() {
    Plan plan = Plans.parallel(get("a"));
    RunStart start = new RunStart("run-1", Trigger.MANUAL, plan, 7, false);

    assertThat(start.resumed()).isFalse();
    assertThat(Duration.ofNanos(start.tellByNanos() - 7))
        .isEqualTo(plan.deadline().minusMillis(250).minusNanos(20_000));
  }

  private static Duration deadlineSeen(
      Duration deadline, RunContext context, List<Endpoint> endpoints) {
    List<Long> seen = new CopyOnWriteArrayList<>();
    FakeEndpoints.execution(
            Plans.plan(Plan.Mode.PARALLEL, 1, deadline, endpoints),
            context,
            exchange -> {
              seen.add(exchange.scope().deadlineNanos());
              return Answers.ok();
            })
        .run();
    return Duration.ofNanos(seen.getFirst() - context.arrivedNanos());
  }
}

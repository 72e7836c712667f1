package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan being carried out. */
class ExecutionTest {

  private static final int LONG = 100_000;

  private final FakeEndpoints endpoints = new FakeEndpoints();

  private static Endpoint get(String name, String... after) {
    return Plans.after(List.of(after), Plans.get(name, "http://h/"));
  }

  private static Plan plan(Plan.Mode mode, Endpoint... all) {
    int workers = mode == Plan.Mode.PARALLEL ? all.length : 1;
    return Plans.plan(mode, workers, Duration.ofMinutes(1), List.of(all));
  }

  private static void assertSkipped(Result result, String why) {
    assertThat(result.outcome())
        .isEqualTo(
            new Outcome.Skipped(
                new Failure(ErrorType.DEPENDENCY, "Not called: it depends on " + why + ".")));
    assertThat(result.duration()).isZero();
  }

  @Test
  void sequentialFollowsThePlan() {
    Run run =
        endpoints.run(plan(Plan.Mode.SEQUENTIAL, get("a", "c"), get("b"), get("c"), get("d", "a")));

    assertThat(endpoints.called()).containsExactly("b", "c", "a", "d");
    assertThat(run.results())
        .extracting(result -> result.call().name())
        .containsExactly("a", "b", "c", "d");
    assertThat(run.id()).isEqualTo("run-1");
    assertThat(run.startedAt()).isBeforeOrEqualTo(run.endedAt());
    assertThat(run.duration()).isPositive();
  }

  /** So that the three times of a report agree, however long a store took to open. */
  @Test
  void aRunStartsWhenItsTriggerArrives() {
    Duration before = Duration.ofSeconds(5);
    RunContext context =
        new RunContext(
            "run-1",
            Trigger.MANUAL,
            System.nanoTime() - before.toNanos(),
            RunListener.NONE,
            List.of());

    Run run =
        FakeEndpoints.execution(plan(Plan.Mode.SEQUENTIAL, get("a")), context, endpoints).run();

    assertThat(Duration.between(run.startedAt(), run.endedAt())).isGreaterThanOrEqualTo(before);
    assertThat(run.duration()).isGreaterThanOrEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Plan.Mode.class)
  void whatDependsOnAFailureIsSkipped(Plan.Mode mode) {
    endpoints.answering("a", Answers.failure());

    List<Result> results =
        endpoints.run(plan(mode, get("a"), get("b", "a"), get("c", "b"), get("d"))).results();

    assertThat(results.getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
    assertSkipped(results.get(1), "a, which failed");
    assertSkipped(results.get(2), "b, which was skipped");
    assertThat(results.get(3).outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(endpoints.called()).containsExactlyInAnyOrder("a", "d");
  }

  @ParameterizedTest
  @EnumSource(Plan.Mode.class)
  void whatDependsOnSomethingLeftOutIsLeftOut(Plan.Mode mode) {
    endpoints.answering("a", new Reply.Omitted("why"));

    List<Result> results =
        endpoints.run(plan(mode, get("a"), get("b", "a"), get("c", "b"))).results();

    assertThat(results)
        .extracting(Result::outcome)
        .containsExactly(
            new Outcome.Omitted("why"),
            new Outcome.Omitted("It depends on a, which was left out."),
            new Outcome.Omitted("It depends on b, which was left out."));
  }

  @Test
  void theFateOfWhatWasNotCalledIsNamed() {
    Failure failure = new Failure(ErrorType.DEADLINE, "x");
    Call call = plan(Plan.Mode.PARALLEL, get("a")).calls().getFirst();

    assertThat(because(call, new Outcome.NotStarted(failure))).contains("a, which was not called.");
    assertThat(because(call, new Outcome.Cancelled(failure))).contains("a, which was cancelled.");
    assertThat(
            Unfinished.because(
                result(call, new Outcome.Succeeded(new Response(200, KeptBody.EMPTY)))))
        .isEmpty();
  }

  private static Result result(Call call, Outcome outcome) {
    return new Result(
        call, outcome, java.time.Instant.EPOCH, Duration.ZERO, List.of(), false, Optional.empty());
  }

  private static String because(Call call, Outcome outcome) {
    return ((Outcome.Skipped) Unfinished.because(result(call, outcome)).orElseThrow())
        .failure()
        .message();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Plan.Mode.class)
  void aLongChainOfSkippedOnesIsNoProblem(Plan.Mode mode) {
    endpoints.answering("e0", Answers.failure());

    List<Result> results = endpoints.run(chain(mode)).results();

    assertThat(results).hasSize(LONG);
    assertSkipped(results.getLast(), "e" + (LONG - 2) + ", which was skipped");
    assertThat(endpoints.called()).containsExactly("e0");
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Plan.Mode.class)
  void aLongChainIsCalledInOrder(Plan.Mode mode) {
    Plan plan = chain(mode);
    List<Result> results =
        FakeEndpoints.execution(plan, Executors.context(), exchange -> Answers.ok())
            .run()
            .results();

    assertThat(results).allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
  }

  private static Plan chain(Plan.Mode mode) {
    List<Endpoint> chain = new ArrayList<>(List.of(get("e0")));
    for (int i = 1; i < LONG; i++) {
      chain.add(get("e" + i, "e" + (i - 1)));
    }
    return Plans.plan(mode, 4, Duration.ofMinutes(10), chain);
  }

  @ParameterizedTest
  @EnumSource(Plan.Mode.class)
  void whoIsStoppedCancelsTheRest(Plan.Mode mode) {
    List<Execution> self = new ArrayList<>();
    CountDownLatch interrupted = new CountDownLatch(1);
    self.add(
        FakeEndpoints.execution(
            plan(mode, get("a"), get("b", "a")),
            Executors.context(),
            exchange -> {
              self.getFirst().cancel();
              return ExecutionDeadlineTest.stuck(interrupted);
            }));

    Run run = self.getFirst().run();

    assertThat(run.results())
        .extracting(Result::outcome)
        .containsExactly(
            new Outcome.Cancelled(
                new Failure(ErrorType.CANCELLED, "Cut off because the run was stopped.")),
            new Outcome.Cancelled(
                new Failure(ErrorType.CANCELLED, "Not called because the run was stopped.")));
  }

  @Test
  void whoWasStoppedBeforeItBeganCallsNothing() {
    Execution execution =
        FakeEndpoints.execution(plan(Plan.Mode.PARALLEL, get("a")), Executors.context(), endpoints);

    execution.cancel();

    assertThat(execution.run().results().getFirst().outcome())
        .isInstanceOf(Outcome.Cancelled.class);
    assertThat(endpoints.called()).isEmpty();
  }

  @Test
  void listenersHearOfEachCallOnce() {
    List<String> heard = new CopyOnWriteArrayList<>();
    RunContext context =
        Executors.context(
            new RunListener() {
              @Override
              public void started(Call call) {
                heard.add("started " + call.name());
              }

              @Override
              public void finished(Result result) {
                heard.add("finished " + result.call().name());
              }
            });

    FakeEndpoints.execution(plan(Plan.Mode.SEQUENTIAL, get("a"), get("b")), context, endpoints)
        .run();

    assertThat(heard).containsExactly("started a", "finished a", "started b", "finished b");
  }
}

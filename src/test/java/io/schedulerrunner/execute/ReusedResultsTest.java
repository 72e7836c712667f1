package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReusedResultsTest {

  private final WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"));

  @AfterEach
  void close() {
    server.close();
  }

  private Endpoint endpoint(String name, String... after) {
    return Plans.after(List.of(after), Plans.get(name, server.url("/" + name)));
  }

  private Plan plan(Plan.Mode mode, Endpoint... endpoints) {
    return mode == Plan.Mode.PARALLEL ? Plans.parallel(endpoints) : Plans.sequential(endpoints);
  }

  private static Result reused(Plan plan, int index, Outcome outcome) {
    return new Result(
        plan.calls().get(index),
        outcome,
        Runs.NOON,
        Duration.ofMillis(5),
        List.of(),
        true,
        Optional.empty());
  }

  private static Run run(Plan plan, Result... reused) {
    try (JettyExecutor executor = Executors.create()) {
      return executor.execute(
          plan,
          new RunContext(
              "run-1", Trigger.MANUAL, System.nanoTime(), RunListener.NONE, List.of(reused)));
    }
  }

  private List<String> called() {
    return server.received().stream().map(WebServer.Received::target).sorted().toList();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsReusedIsNotCalled(Plan.Mode mode) {
    Plan plan = plan(mode, endpoint("a"), endpoint("b"), endpoint("c"));

    Run run = run(plan, reused(plan, 1, Runs.succeeded(200)));

    assertThat(called()).containsExactly("/a", "/c");
    assertThat(run.results().stream().map(Result::reused)).containsExactly(false, true, false);
  }

  @ParameterizedTest
  @EnumSource
  void whatWaitedForReusedResultsIsCalledOnce(Plan.Mode mode) {
    Plan plan = plan(mode, endpoint("d", "c"), endpoint("a"), endpoint("b", "a"), endpoint("c"));

    Run run = run(plan, reused(plan, 1, Runs.succeeded(200)), reused(plan, 3, Runs.succeeded(200)));

    assertThat(called()).containsExactly("/b", "/d");
    assertThat(run.results().stream().map(Result::outcome))
        .allMatch(outcome -> outcome instanceof Outcome.Succeeded);
  }

  @ParameterizedTest
  @EnumSource
  void aReusedResultThatDependsOnAnotherIsNotCalled(Plan.Mode mode) {
    Plan plan = plan(mode, endpoint("a"), endpoint("b", "a"), endpoint("c", "b"));

    Run run = run(plan, reused(plan, 0, Runs.succeeded(200)), reused(plan, 1, Runs.succeeded(200)));

    assertThat(called()).containsExactly("/c");
    assertThat(run.results().stream().map(Result::reused)).containsExactly(true, true, false);
  }

  @ParameterizedTest
  @EnumSource
  void whenEverythingIsReusedNothingIsCalled(Plan.Mode mode) {
    Plan plan = plan(mode, endpoint("a"), endpoint("b", "a"));

    run(plan, reused(plan, 1, Runs.succeeded(200)), reused(plan, 0, Runs.succeeded(200)));

    assertThat(called()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatDependsOnWhatWasLeftOutIsLeftOut(Plan.Mode mode) {
    Plan plan = plan(mode, endpoint("a"), endpoint("b", "a"));

    Run run = run(plan, reused(plan, 0, new Outcome.Omitted("Left out.")));

    assertThat(called()).isEmpty();
    assertThat(run.results().getLast().outcome()).isInstanceOf(Outcome.Omitted.class);
  }

  @Test
  void aReusedResultStaysWhateverBecomesOfWhatItDependsOn() {
    Plan plan =
        Plans.parallel(Plans.get("a", "http://127.0.0.1:1/"), endpoint("b", "a"), endpoint("c"));

    Run run = run(plan, reused(plan, 1, Runs.succeeded(200)));

    assertThat(called()).containsExactly("/c");
    assertThat(run.results().get(0).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(run.results().get(1).outcome()).isInstanceOf(Outcome.Succeeded.class);
  }
}

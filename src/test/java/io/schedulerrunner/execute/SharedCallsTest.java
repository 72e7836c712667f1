package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Limit;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Calls that wait for other instances. */
class SharedCallsTest {

  private final List<String> events = new CopyOnWriteArrayList<>();

  /** Notes what becomes of a turn. */
  private record NotedTurn(List<String> events, boolean isFree, boolean isCutOff) implements Turn {

    @Override
    public void await() throws InterruptedException {
      events.add("await");
      if (isCutOff) {
        throw new InterruptedException();
      }
    }

    @Override
    public void end() {
      events.add("end");
    }
  }

  private static Plan plan(Limit limit, String url) {
    List<Endpoint> endpoints =
        List.of(
            Plans.limited("l", Plans.get("a", url)),
            Plans.limited("l", Plans.get("b", url)),
            Plans.limited("l", Plans.get("c", url)));
    return Plans.limiting(
        List.of(limit), Plans.plan(Plan.Mode.SEQUENTIAL, 1, Duration.ofMinutes(1), endpoints));
  }

  private Run run(Turn turn) {
    Caller noting =
        exchange -> {
          events.add("call");
          return Answers.ok();
        };
    Plan plan = plan(GateTest.concurrency(1), "http://h/");
    return FakeEndpoints.execution(
            plan, Executors.context(), new LimitingCaller(noting, Time.SYSTEM, limit -> turn))
        .run();
  }

  @Test
  void eachCallHasItsTurn() {
    run(new NotedTurn(events, false, false));

    assertThat(events)
        .containsExactly("await", "call", "end", "await", "call", "end", "await", "call", "end");
  }

  @Test
  void whatIsFreeIsNotWaitedFor() {
    run(new NotedTurn(events, true, false));

    assertThat(events).containsExactly("call", "end", "call", "end", "call", "end");
  }

  @Test
  void whoIsCutOffGivesItsTurnUp() {
    run(new NotedTurn(events, false, true));

    assertThat(events).startsWith("await", "end").doesNotContain("call");
  }

  @Test
  void anExecutorAsksTheOtherInstances() {
    FakeLimits limits = new FakeLimits(new PassingTime());
    limits.grants.add(OptionalInt.of(2));
    Limit limit =
        new Limit(
            "l",
            OptionalInt.of(2),
            Optional.of(new Limit.Rate(1000, Duration.ofSeconds(1))),
            Optional.empty(),
            List.of());
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "done"));
        JettyExecutor executor =
            new JettyExecutor(
                Executors.settings(),
                "runner-test",
                new JettyExecutor.Neighbours(Optional.empty(), Optional.of(limits)))) {
      Run run = executor.execute(plan(limit, server.url("/")), Executors.context());

      assertThat(run.results())
          .hasSize(3)
          .allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
      assertThat(limits.reserved).isNotEmpty();
      assertThat(limits.demands).first().isEqualTo(new SharedLimits.Demand(0, 2));
      assertThat(limits.closed).isFalse();
    }
    assertThat(limits.closed).isTrue();
  }
}

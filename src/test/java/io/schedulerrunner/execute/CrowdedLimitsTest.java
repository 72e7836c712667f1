package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Limits that very many calls share. */
class CrowdedLimitsTest {

  @Test
  void fiveRunsOfAThousandShareALimit() {
    CrowdCaller crowd = new CrowdCaller();
    Caller caller = new LimitingCaller(crowd, Time.SYSTEM);
    Plan plan =
        LimitingCallerTest.plan(
            50, LimitingCallerTest.endpoints(1000, "l"), GateTest.concurrency(7));
    List<CompletableFuture<Run>> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      runs.add(
          CompletableFuture.supplyAsync(
              () -> FakeEndpoints.execution(plan, Executors.context(), caller).run(),
              task -> Thread.ofVirtual().start(task)));
    }

    for (CompletableFuture<Run> run : runs) {
      assertThat(run.join().results())
          .hasSize(1000)
          .allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
    }
    assertThat(crowd.calls).hasValue(5000);
    assertThat(crowd.most.get()).isBetween(1, 7);
  }

  @Test
  void whoIsLetInWaitsForAPlaceLikeAnyOther() {
    CrowdCaller crowd = new CrowdCaller();
    List<Endpoint> endpoints = LimitingCallerTest.endpoints(1000, "l");
    for (int i = 0; i < 1000; i++) {
      endpoints.add(2 * i, Plans.get("free" + i, "http://h/"));
    }

    FakeEndpoints.execution(
            LimitingCallerTest.plan(2, endpoints, GateTest.concurrency(1)),
            Executors.context(),
            new LimitingCaller(crowd, Time.SYSTEM))
        .run();

    assertThat(crowd.calls).hasValue(2000);
    assertThat(crowd.most).hasValue(2);
  }
}

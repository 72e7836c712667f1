package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Limit;
import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Four instances on one PostgreSQL, as an endpoint meets them. */
class SharedLimitsTest {

  private static final int INSTANCES = 4;
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ConcurrentLinkedQueue<Long> starts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private Reply answer(Duration lasting) throws InterruptedException {
    starts.add(Time.SYSTEM.nanos());
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    Time.SYSTEM.sleep(lasting);
    inside.decrementAndGet();
    return Answers.ok();
  }

  private Caller endpoint(Duration lasting) {
    return exchange -> {
      try {
        return answer(lasting);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private void call(StoreUrl.Postgres url, int calls, Limit limit, Duration lasting) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      endpoints.add(Plans.limited("l", Plans.get("e" + i, "http://h/")));
    }
    Plan plan =
        Plans.limiting(
            List.of(limit), Plans.plan(Plan.Mode.PARALLEL, 20, Duration.ofMinutes(2), endpoints));
    List<CompletableFuture<Run>> runs = new ArrayList<>();
    List<SharedLimits> shared = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      SharedLimits limits = RunStores.limits(url, LEASE, InstantSource.system()).orElseThrow();
      shared.add(limits);
      Caller caller =
          new LimitingCaller(endpoint(lasting), Time.SYSTEM, new Shares(limits, Time.SYSTEM)::turn);
      runs.add(
          CompletableFuture.supplyAsync(
              () -> FakeEndpoints.execution(plan, Executors.context(), caller).run(),
              task -> Thread.ofVirtual().start(task)));
    }
    for (CompletableFuture<Run> run : runs) {
      assertThat(run.join().results())
          .hasSize(calls)
          .allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
    }
    shared.forEach(SharedLimits::close);
  }

  @Test
  void aRateHoldsForAllTogether() {
    call(PostgresServer.database(), 100, GateTest.rate(100, Duration.ofSeconds(1)), Duration.ZERO);

    List<Long> sorted = starts.stream().sorted().toList();
    assertThat(sorted).hasSize(INSTANCES * 100);
    for (int i = 0; i + 110 < sorted.size(); i++) {
      assertThat(sorted.get(i + 110) - sorted.get(i))
          .as("110 starts after number %d", i)
          .isGreaterThan(Duration.ofSeconds(1).toNanos());
    }
  }

  @Test
  void aConcurrencyIsNeverExceeded() {
    call(PostgresServer.database(), 50, GateTest.concurrency(6), Duration.ofMillis(20));

    assertThat(starts).hasSize(INSTANCES * 50);
    assertThat(most.get()).isBetween(2, 6);
  }

  @Test
  void withoutTheStoreTheLimitHoldsInEachInstance() {
    StoreUrl.Postgres nowhere =
        new StoreUrl.Postgres("127.0.0.1", 1, "db", "u", "not-a-real-secret-1", Map.of());
    call(nowhere, 5, GateTest.concurrency(1), Duration.ofMillis(1));

    assertThat(most.get()).isBetween(1, INSTANCES);
  }

  @Test
  void whatNobodyUsesIsForgotten() throws Exception {
    try (SharedLimits limits =
        RunStores.limits(PostgresServer.database(), LEASE, InstantSource.system()).orElseThrow()) {
      Shares shares = new Shares(limits, Time.SYSTEM);
      Turn turn = shares.turn(GateTest.concurrency(1));
      turn.await();
      Turn other = shares.turn(GateTest.concurrency(2));
      other.end();
      turn.end();
      shares.turn(GateTest.concurrency(3)).end();
      assertThat(shares.size()).isBetween(1, 2);
      Turn rare = shares.turn(GateTest.rate(1, Duration.ofHours(1)));
      rare.await();
      rare.end();
      shares.turn(GateTest.concurrency(4)).end();
      assertThat(shares.size()).as("the reserved hour is remembered").isBetween(2, 3);
    }
  }
}

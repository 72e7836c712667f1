package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Limit;
import io.schedulerrunner.history.DatabaseClock;
import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four instances on one PostgreSQL. */
@Tag("slow")
class SharedLimitsTest {

  private static final int INSTANCES = 4;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int CALLS = 200;
  private static final long SECOND = 1_000_000_000;
  private static final Limit HUNDRED = GateTest.rate(100, Duration.ofSeconds(1));

  private @TempDir Path folder;

  /**
   * Runs of four instances at a rate of a hundred a second. As at the gate of a limit, one call of
   * each run at a time has its turn; then it waits for a place.
   */
  private static final class Crowd implements AutoCloseable {

    private final DatabaseClock clock = new DatabaseClock();
    private final ConcurrentLinkedQueue<Long> starts = new ConcurrentLinkedQueue<>();
    private final AtomicLong firstEnd = new AtomicLong(Long.MAX_VALUE);
    private final List<SharedLimits> instances = new ArrayList<>();
    private final CommonTime time;

    Crowd(int runs) {
      time = new CommonTime(runs, clock::set);
    }

    /** An instance with a clock of its own. */
    private record Instance(Shares shares, Time time) {}

    private Instance instance(int number) {
      SharedLimits limits = clock.instance(LEASE);
      instances.add(limits);
      Time own = time.from(number * 1_000_000_007L);
      return new Instance(new Shares(limits, own), own);
    }

    private void run(Instance instance, int places, Duration lasting) {
      Queue<Long> ends = new ArrayDeque<>(Collections.nCopies(places, 0L));
      try {
        for (int i = 0; i < CALLS; i++) {
          Turn turn = instance.shares().turn(HUNDRED);
          turn.await();
          instance.time().sleep(Duration.ofNanos(ends.remove() - time.passed()));
          starts.add(time.passed());
          ends.add(time.passed() + lasting.toNanos());
          turn.end();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        firstEnd.accumulateAndGet(time.passed(), Math::min);
        time.leave();
      }
    }

    /** The starts while all runs went on. */
    List<Long> starts(int runs, int places, Duration lasting) {
      try (ExecutorService threads =
          java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < INSTANCES; i++) {
          Instance instance = instance(i);
          for (int run = 0; run < runs; run++) {
            threads.execute(() -> run(instance, places, lasting));
          }
        }
      }
      return starts.stream().filter(it -> it <= firstEnd.get()).sorted().toList();
    }

    @Override
    public void close() {
      instances.forEach(SharedLimits::close);
      clock.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 20, 0",
    "1, 10, 50",
    "1, 10, 200",
    "1, 10, 300",
    "1, 30, 900",
    "2, 10, 50",
    "2, 10, 700"
  })
  void aRateHoldsForAllTogetherWithinATenth(int runs, int places, long millis) {
    try (Crowd crowd = new Crowd(INSTANCES * runs)) {
      List<Long> starts = crowd.starts(runs, places, Duration.ofMillis(millis));

      double seconds = (double) (starts.getLast() - starts.getFirst()) / SECOND;
      assertThat(starts.size() / seconds).as("starts a second").isBetween(90.0, 101.0);
      for (int i = 0; i + 110 < starts.size(); i++) {
        assertThat(starts.get(i + 110) - starts.get(i))
            .as("110 starts after number %d", i)
            .isGreaterThan(SECOND);
      }
    }
  }

  private static List<Endpoint> endpoints(int count, String url) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      endpoints.add(Plans.limited("l", Plans.get("e" + i, url)));
    }
    return endpoints;
  }

  private static Plan plan(Limit limit, List<Endpoint> endpoints) {
    return Plans.limiting(
        List.of(limit), Plans.plan(Plan.Mode.PARALLEL, 20, Duration.ofMinutes(2), endpoints));
  }

  private static JettyExecutor instance(SharedLimits limits) {
    return new JettyExecutor(
        Executors.settings(),
        "runner-test",
        new JettyExecutor.Neighbours(Optional.empty(), Optional.of(limits)));
  }

  @Test
  void aConcurrencyIsNeverExceeded() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (DatabaseClock clock = new DatabaseClock();
        WebServer server =
            new WebServer(
                exchange -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  for (int i = 0; i < 1000; i++) {
                    Thread.onSpinWait();
                  }
                  inside.decrementAndGet();
                  WebServer.always(200, "text/plain", "done").to(exchange);
                })) {
      Plan plan = plan(GateTest.concurrency(6), endpoints(50, server.url("/")));
      List<JettyExecutor> instances = new ArrayList<>();
      List<CompletableFuture<Run>> runs = new ArrayList<>();
      for (int i = 0; i < INSTANCES; i++) {
        JettyExecutor instance = instance(clock.instance(LEASE));
        instances.add(instance);
        runs.add(
            CompletableFuture.supplyAsync(
                () -> instance.execute(plan, Executors.context()),
                task -> Thread.ofVirtual().start(task)));
      }

      for (CompletableFuture<Run> run : runs) {
        assertThat(run.join().results())
            .hasSize(50)
            .allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
      }
      assertThat(most.get()).isBetween(1, 6);
      instances.forEach(JettyExecutor::close);
    }
  }

  @Test
  void aRunOutlivesTheStore() throws Exception {
    EmbeddedPostgres store = PostgresServer.start(folder.resolve("pg"), 0);
    AtomicInteger calls = new AtomicInteger();
    SharedLimits limits =
        RunStores.limits(
                PostgresServer.url(store.getPort(), "postgres"), LEASE, InstantSource.system())
            .orElseThrow();
    try (WebServer server =
            new WebServer(
                exchange -> {
                  if (calls.incrementAndGet() == 10) {
                    store.close();
                  }
                  WebServer.always(200, "text/plain", "done").to(exchange);
                });
        JettyExecutor executor = instance(limits)) {
      Limit limit =
          new Limit(
              "l",
              OptionalInt.of(4),
              Optional.of(new Limit.Rate(50, Duration.ofSeconds(1))),
              Optional.empty(),
              List.of());
      Run run = executor.execute(plan(limit, endpoints(60, server.url("/"))), Executors.context());

      assertThat(run.results())
          .hasSize(60)
          .allMatch(result -> result.outcome() instanceof Outcome.Succeeded);
      assertThat(limits.hold(limit, new SharedLimits.Demand(0, 1))).isEmpty();
    }
  }
}

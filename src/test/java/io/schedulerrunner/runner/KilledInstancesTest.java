package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RunFilter;
import io.schedulerrunner.history.RunQuery;
import io.schedulerrunner.history.RunStore;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.testing.Instance;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real processes on one PostgreSQL, and SIGKILL; what was called is counted by the endpoints. */
@Tag("slow")
final class KilledInstancesTest {

  private static final int ENDPOINTS = 60;
  private static final int WORKERS = 5;
  private static final int CLIENTS = 10;
  private static final int TRIGGERS_EACH = 20;

  private final StoreUrl.Postgres database = PostgresServer.database();
  private final RunStore store = RunStores.source(database, InstantSource.system()).open();
  private final Map<String, List<Long>> calls = new ConcurrentHashMap<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch passed = new CountDownLatch(1);
  private volatile String held = "";
  private final WebServer server =
      new WebServer(
          exchange -> {
            String name = exchange.getRequestURI().getPath().substring(1);
            calls.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
            begun.countDown();
            try {
              if (name.equals(held)) {
                reached.countDown();
                passed.await();
              }
              Instance.pause(Duration.ofMillis(20 + Math.floorMod(name.hashCode() * 31L, 60)));
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            WebServer.always(200, "text/plain", "ok").to(exchange);
          });

  private @TempDir Path folder;

  @AfterEach
  void close() {
    passed.countDown();
    server.close();
    store.close();
  }

  private Instance start() throws Exception {
    String endpoints =
        IntStream.range(0, ENDPOINTS)
            .mapToObj(i -> "{\"name\":\"e" + i + "\",\"url\":\"" + server.url("/e" + i) + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    return Instance.start(
        folder,
        Map.of(
            "ENDPOINTS",
            endpoints,
            "STORE_URL",
            "postgresql://%s:%s@127.0.0.1:%d/%s"
                .formatted(
                    database.user(), database.password(), database.port(), database.database()),
            "LEASE_SECONDS",
            "1",
            "MAX_WORKERS",
            Integer.toString(WORKERS)));
  }

  private static HttpResponse<String> trigger(Instance instance, String key) throws Exception {
    return instance.send(
        "POST",
        "/execute",
        "X-CloudScheduler-JobName",
        "nightly",
        "X-CloudScheduler-ScheduleTime",
        key);
  }

  /** Triggers until all is done: a killed instance can hold the run for as long as its lease. */
  private static JsonNode triggerUntilDone(Instance instance, String key) throws Exception {
    HttpResponse<String> response = trigger(instance, key);
    while (response.statusCode() == 409) {
      Instance.pause(Duration.ofMillis(50));
      response = trigger(instance, key);
    }
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  /** The names of what is recorded as done in the latest run. */
  private Set<String> recorded() {
    RunQuery latest = new RunQuery(RunFilter.ALL, Optional.empty(), 1, Instant.EPOCH);
    return store.runs(latest).runs().stream()
        .flatMap(run -> store.run(run.id()).orElseThrow().results().stream())
        .filter(result -> result.result().outcome() instanceof Outcome.Succeeded)
        .map(RecordedResult::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> everything() {
    return IntStream.range(0, ENDPOINTS)
        .mapToObj(i -> "e" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private Set<String> calledAfter(long nanos) {
    return calls.entrySet().stream()
        .filter(call -> call.getValue().stream().anyMatch(at -> at - nanos > 0))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void afterAKillTheSameTriggerCallsOnlyTheRest() throws Exception {
    held = "e30";
    String key = "2026-11-23T06:00:00Z";
    try (Instance killed = start();
        Instance survivor = start()) {
      Thread client = Thread.ofVirtual().start(() -> triggerOnce(killed, key, new ArrayList<>()));
      reached.await();
      killed.kill();
      client.join();
      long killedAt = System.nanoTime();
      Set<String> done = recorded();
      assertThat(done).contains("e0", "e10").doesNotContain("e30");
      passed.countDown();

      JsonNode report = triggerUntilDone(survivor, key);

      assertThat(calledAfter(killedAt)).isEqualTo(without(everything(), done));
      Set<String> reused = new TreeSet<>();
      report
          .get("results")
          .forEach(
              result -> {
                if (result.has("reused")) {
                  reused.add(result.get("name").asString());
                }
              });
      assertThat(report.get("results")).hasSize(ENDPOINTS);
      assertThat(reused).isEqualTo(done);
    }
  }

  private static void triggerOnce(Instance instance, String key, List<Integer> statuses) {
    try {
      statuses.add(trigger(instance, key).statusCode());
    } catch (IOException e) {
      statuses.add(0);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a kill left behind. */
  private record Kill(long at, Set<String> recorded, long known) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneOfTwoInstancesIsKilledWhileBothReceiveTheSameTrigger(long seed) throws Exception {
    Random random = new Random(seed);
    String key = "2026-11-23T0" + seed + ":00:00Z";
    try (Instance killed = start();
        Instance survivor = start()) {
      List<Integer> statuses = new CopyOnWriteArrayList<>();
      List<Thread> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        // The one to be killed gets the first trigger, so that it is in the middle of the run.
        List<Instance> both = List.of(killed, client == 0 ? killed : survivor);
        clients.add(Thread.ofVirtual().unstarted(() -> triggerOften(both, key, statuses)));
      }
      clients.getFirst().start();
      begun.await();
      clients.stream().skip(1).forEach(Thread::start);
      Instance.pause(Duration.ofMillis(50 + random.nextInt(550)));
      killed.kill();
      long at = System.nanoTime();
      Kill kill = new Kill(at, recorded(), System.nanoTime());
      for (Thread client : clients) {
        client.join();
      }
      JsonNode report = triggerUntilDone(survivor, key);

      assertThat(statuses).hasSize(CLIENTS * TRIGGERS_EACH).contains(0).isSubsetOf(0, 200, 409);
      assertThat(report.get("successful").asInt()).isEqualTo(ENDPOINTS);
      assertThat(calls.keySet()).isEqualTo(everything());
      assertThat(calledAfter(kill.known())).isSubsetOf(without(everything(), kill.recorded()));
      calls.forEach((name, times) -> assertDuplicatesOnlyAcross(kill, name, times));
    }
  }

  private static void triggerOften(List<Instance> both, String key, List<Integer> statuses) {
    for (int i = 0; i < TRIGGERS_EACH; i++) {
      triggerOnce(both.get(i % 2), key, statuses);
      try {
        Instance.pause(Duration.ofMillis(80));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A second call only of what was called before the kill and not recorded by then. */
  private static void assertDuplicatesOnlyAcross(Kill kill, String name, List<Long> times) {
    assertThat(times).as(name).hasSizeLessThanOrEqualTo(2);
    if (times.size() == 2) {
      assertThat(kill.recorded()).doesNotContain(name);
      assertThat(times.getFirst() - kill.at()).as(name).isNegative();
      assertThat(times.getLast() - kill.at()).as(name).isPositive();
    }
  }
}

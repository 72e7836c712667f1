package io.schedulerrunner.runner;

import com.sun.management.OperatingSystemMXBean;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.JettyExecutor;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.Instance;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What the history costs; see {@code bench/history}. Prints medians in milliseconds: of time, and
 * of the processor time of this process, endpoints included, which other work on the machine
 * changes less.
 */
final class HistoryBench {

  private static final int ROUNDS = 9;
  private static final int RUNS = 31;
  private static final int ENDPOINTS = 10_000;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Path folder;
  private String label = "";
  private final Map<String, List<Double>> times = new TreeMap<>();

  private HistoryBench(Path folder) {
    this.folder = folder;
  }

  static void main(String[] arguments) throws Exception {
    HistoryBench bench = new HistoryBench(Files.createTempDirectory("history-bench"));
    bench.firstExecute();
    for (int latencyMillis : new int[] {0, 5}) {
      bench.runs(latencyMillis);
    }
    bench.times.forEach(
        (name, all) -> {
          all.sort(null);
          IO.println(
              "%-44s median %8.1f ms  (%.1f to %.1f, n=%d)"
                  .formatted(
                      name, all.get(all.size() / 2), all.getFirst(), all.getLast(), all.size()));
        });
  }

  /** When something began. */
  private record Beginning(long nanos, long processorNanos) {
    static Beginning now() {
      return new Beginning(System.nanoTime(), PROCESS.getProcessCpuTime());
    }
  }

  private void add(String name, Beginning began) {
    Beginning end = Beginning.now();
    add(name, (end.nanos() - began.nanos()) / 1e6);
    add(name + ", processor", (end.processorNanos() - began.processorNanos()) / 1e6);
  }

  private void add(String name, double millis) {
    times.computeIfAbsent(name, any -> new ArrayList<>()).add(millis);
  }

  /** The first report of a fresh process that calls its own example endpoints. */
  private void firstExecute() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (String store : List.of("memory:", "sqlite:" + folder.resolve("first" + round + ".db"))) {
        try (Instance instance = Instance.start(folder, Map.of("STORE_URL", store))) {
          Beginning began = Beginning.now();
          instance.send("POST", "/execute");
          add("first /execute, " + store.substring(0, 6), began);
        }
      }
    }
  }

  /** Endpoints that answer at once leave no time for anything else; others are waited for. */
  private void runs(int latencyMillis) throws Exception {
    label = "10,000 endpoints of %d ms, ".formatted(latencyMillis);
    WebServer.Answer answer = WebServer.always(200, "text/plain", "ok");
    WebServer.Answer later =
        exchange -> {
          LockSupport.parkNanos(Duration.ofMillis(latencyMillis).toNanos());
          answer.to(exchange);
        };
    try (WebServer server = new WebServer(latencyMillis == 0 ? answer : later)) {
      List<Endpoint> endpoints =
          IntStream.range(0, ENDPOINTS)
              .mapToObj(i -> Plans.get("e" + i, server.url("/" + i)))
              .toList();
      Settings settings =
          Configuration.load(Map.of("MAX_WORKERS", "100", "STORE_URL", "memory:"), folder)
              .settings();
      EndpointSet set = new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of());
      RunIds ids = new RunIds(InstantSource.system(), new SecureRandom());
      for (int round = 0; round < RUNS; round++) {
        server.received().clear();
        withoutHistory(settings, set, ids, round);
        for (String store : List.of("memory:", "sqlite:" + folder.resolve("runs.db"))) {
          server.received().clear();
          withHistory(settings, set, store, ids, round);
        }
      }
    }
  }

  /** The first round only warms up. */
  private void withoutHistory(Settings settings, EndpointSet set, RunIds ids, int round) {
    try (JettyExecutor executor = new JettyExecutor(settings, "bench")) {
      Plan plan = Planner.plan(RunRequest.DEFAULT, set, settings.calls());
      Beginning began = Beginning.now();
      executor.execute(
          plan,
          new RunContext(ids.get(), Trigger.MANUAL, began.nanos(), RunListener.NONE, List.of()));
      if (round > 0) {
        add(label + "none", began);
      }
    }
  }

  private void withHistory(
      Settings settings, EndpointSet set, String store, RunIds ids, int round) {
    try (JettyExecutor executor = new JettyExecutor(settings, "bench");
        History history = Histories.of(Histories.source(store), Time.SYSTEM)) {
      history.start();
      Runner runner = new Runner(settings, () -> set, executor, history, ids);
      Beginning began = Beginning.now();
      runner.run(RunRequest.DEFAULT, Trigger.MANUAL, began.nanos(), RunListener.NONE);
      if (round > 0) {
        add(label + store.substring(0, 6), began);
      }
    }
  }
}

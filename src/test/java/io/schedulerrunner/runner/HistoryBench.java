package io.schedulerrunner.runner;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the history costs; see {@code bench/history}. Prints medians in milliseconds. */
final class HistoryBench {

  private static final int ROUNDS = 9;
  private static final int RUNS = 31;
  private static final int ENDPOINTS = 10_000;

  private final Path folder;
  private final Map<String, List<Double>> times = new TreeMap<>();

  private HistoryBench(Path folder) {
    this.folder = folder;
  }

  static void main(String[] arguments) throws Exception {
    HistoryBench bench = new HistoryBench(Files.createTempDirectory("history-bench"));
    bench.firstExecute();
    bench.runs();
    bench.times.forEach(
        (name, all) -> {
          all.sort(null);
          IO.println(
              "%-28s median %8.1f ms  (%.1f to %.1f, n=%d)"
                  .formatted(
                      name, all.get(all.size() / 2), all.getFirst(), all.getLast(), all.size()));
        });
  }

  private void add(String name, long sinceNanos) {
    times
        .computeIfAbsent(name, any -> new ArrayList<>())
        .add((System.nanoTime() - sinceNanos) / 1e6);
  }

  /** The first report of a fresh process that calls its own example endpoints. */
  private void firstExecute() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (String store : List.of("memory:", "sqlite:" + folder.resolve("first" + round + ".db"))) {
        try (Instance instance = Instance.start(folder, Map.of("STORE_URL", store))) {
          long began = System.nanoTime();
          instance.send("POST", "/execute");
          add("first /execute, " + store.substring(0, 6), began);
        }
      }
    }
  }

  private void runs() throws Exception {
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"))) {
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
      long began = System.nanoTime();
      executor.execute(
          plan, new RunContext(ids.get(), Trigger.MANUAL, began, RunListener.NONE, List.of()));
      if (round > 0) {
        add("10,000 endpoints, none", began);
      }
    }
  }

  private void withHistory(
      Settings settings, EndpointSet set, String store, RunIds ids, int round) {
    try (JettyExecutor executor = new JettyExecutor(settings, "bench");
        History history = Histories.of(Histories.source(store), Time.SYSTEM)) {
      history.start();
      Runner runner = new Runner(settings, () -> set, executor, history, ids);
      long began = System.nanoTime();
      runner.run(RunRequest.DEFAULT, Trigger.MANUAL, began, RunListener.NONE);
      if (round > 0) {
        add("10,000 endpoints, " + store.substring(0, 6), began);
      }
    }
  }
}

package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.testing.Instance;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workers against one process, and what handing over costs; see {@code bench/spread}. */
final class SpreadBench {

  private static final int ROUNDS = 3;

  private final Path folder;
  private final int endpoints;
  private final WebServer server;

  private SpreadBench(Path folder, int endpoints, Duration latency) {
    this.folder = folder;
    this.endpoints = endpoints;
    server = new WebServer(exchange -> answer(exchange, latency));
  }

  static void main(String[] arguments) throws Exception {
    int endpoints = Integer.parseInt(arguments[0]);
    Duration latency = Duration.ofMillis(Integer.parseInt(arguments[1]));
    Path folder = Files.createTempDirectory("spread-bench");
    new SpreadBench(folder, endpoints, latency).run(arguments[2]);
    System.exit(0);
  }

  private void answer(com.sun.net.httpserver.HttpExchange exchange, Duration latency)
      throws IOException {
    if (server.received().size() > 1_000) {
      server.received().clear();
    }
    try {
      if (!latency.isZero()) {
        Instance.pause(latency);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    WebServer.always(200, "text/plain", "ok").to(exchange);
  }

  private void run(String maxWorkers) throws Exception {
    Path file = folder.resolve("endpoints.json");
    Files.writeString(
        file,
        IntStream.range(0, endpoints)
            .mapToObj(i -> "{\"name\":\"e" + i + "\",\"url\":\"" + server.url("/e" + i) + "\"}")
            .collect(Collectors.joining(",", "[", "]")));
    Map<String, String> common =
        Map.of(
            "ENDPOINTS_FILE", file.toString(), "RUN_DEADLINE", "3000", "MAX_WORKERS", maxWorkers);
    try (Instance local =
        Instance.start(folder, with(common, "STORE_URL", PostgresServer.address()))) {
      measure("local", local);
    }
    for (int workers = 1; workers <= 2; workers++) {
      Map<String, String> shared =
          with(with(common, "STORE_URL", PostgresServer.address()), "DISPATCH", "postgres");
      List<Instance> all = new ArrayList<>(List.of(Instance.start(folder, shared)));
      for (int worker = 0; worker < workers; worker++) {
        all.add(Instance.start(folder, with(shared, "WORKER", "on")));
      }
      measure("postgres, workers: " + workers, all.getFirst());
      all.forEach(Instance::close);
    }
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  /** The first round warms up, and is told all the same. */
  private void measure(String what, Instance instance) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      HttpResponse<String> answer = instance.send("POST", "/execute");
      double answered = (System.nanoTime() - began) / 1e9;
      while (!isOver(instance)) {
        Instance.pause(Duration.ofMillis(50));
      }
      double over = (System.nanoTime() - began) / 1e9;
      IO.println(
          "%-20s round %d: status %d after %.2f s, over after %.2f s, %.0f calls/s"
              .formatted(what, round, answer.statusCode(), answered, over, endpoints / over));
    }
  }

  private static boolean isOver(Instance instance) throws Exception {
    HttpResponse<String> answer = instance.send("GET", "/runs?limit=1");
    JsonNode runs = JsonMapper.shared().readTree(answer.body()).get("runs");
    return !runs.get(0).get("status").asString().equals("running");
  }
}

package io.schedulerrunner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Instance;
import io.schedulerrunner.testing.WebServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Four processes on one PostgreSQL, one of them killed again and again, and the database restarted;
 * what was called is counted by the endpoints. {@code bench/spread killed} does the same with more.
 */
@Tag("slow")
final class KilledWorkersTest {

  private static final int ENDPOINTS = Integer.getInteger("killed.endpoints", 2_000);
  private static final int INSTANCES = 4;
  private static final int KILLS = Integer.getInteger("killed.kills", 3);
  private static final int MAX_WORKERS = 10;
  private static final Duration PAUSE = Duration.ofSeconds(Integer.getInteger("killed.pause", 1));
  private static final Duration LATENCY = Duration.ofMillis(200);

  private final Map<String, List<String>> calls = new ConcurrentHashMap<>();
  private final WebServer server =
      new WebServer(
          exchange -> {
            String name = exchange.getRequestURI().getPath().substring(1);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            calls.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>()).add(key);
            try {
              Instance.pause(LATENCY);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            WebServer.always(200, "text/plain", "ok").to(exchange);
          });

  private @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  private EmbeddedPostgres postgres(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("pg"))
            .setServerConfig("fsync", "on")
            .setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  private Instance start(int port) throws Exception {
    String endpoints =
        IntStream.range(0, ENDPOINTS)
            .mapToObj(i -> "{\"name\":\"e" + i + "\",\"url\":\"" + server.url("/e" + i) + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    Path file = folder.resolve("endpoints.json");
    java.nio.file.Files.writeString(file, endpoints);
    return Instance.start(
        folder,
        Map.of(
            "ENDPOINTS_FILE",
            file.toString(),
            "DISPATCH",
            "postgres",
            "WORKER",
            "on",
            "STORE_URL",
            "postgresql://postgres:not-a-real-secret-1@127.0.0.1:" + port + "/postgres",
            "RUN_DEADLINE",
            "600",
            "MAX_WORKERS",
            Integer.toString(MAX_WORKERS)));
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  /** The report once the run is over; the database may be away meanwhile. */
  private static JsonNode report(Instance instance, String id) throws Exception {
    HttpResponse<String> response = instance.send("GET", "/runs/" + id);
    while (response.statusCode() == 503
        || json(response).get("status").asString().equals("running")) {
      Instance.pause(Duration.ofMillis(250));
      response = instance.send("GET", "/runs/" + id);
    }
    return json(response);
  }

  @Test
  void killsAndARestartOfTheDatabaseLoseNothing() throws Exception {
    EmbeddedPostgres postgres = postgres(0);
    int port = postgres.getPort();
    List<Instance> instances = new ArrayList<>();
    try {
      for (int i = 0; i < INSTANCES; i++) {
        instances.add(start(port));
      }
      HttpResponse<String> accepted = instances.getFirst().send("POST", "/execute");
      assertThat(accepted.statusCode()).isEqualTo(202);
      String id = json(accepted).get("run_id").asString();
      assertThat(accepted.headers().firstValue("Location")).contains("/runs/" + id);
      for (int kill = 1; kill <= KILLS; kill++) {
        Instance.pause(PAUSE);
        int one = 1 + kill % (INSTANCES - 1);
        instances.set(one, killed(instances.get(one), port));
        if (kill == 2) {
          postgres.close();
          postgres = postgres(port);
        }
      }
      assertRight(report(instances.getFirst(), id), id);
    } finally {
      instances.forEach(Instance::close);
      postgres.close();
    }
  }

  private Instance killed(Instance instance, int port) throws Exception {
    instance.kill();
    return start(port);
  }

  private void assertRight(JsonNode report, String id) {
    assertThat(report.get("status").asString()).isEqualTo("success");
    assertThat(report.get("successful").asInt()).isEqualTo(ENDPOINTS);
    List<String> names = new ArrayList<>();
    report.get("results").forEach(result -> names.add(result.get("name").asString()));
    assertThat(names)
        .containsExactlyElementsOf(IntStream.range(0, ENDPOINTS).mapToObj(i -> "e" + i).toList());
    assertThat(calls).hasSize(ENDPOINTS);
    calls.forEach((name, keys) -> assertThat(keys).containsOnly(id + "/" + name));
    int all = calls.values().stream().mapToInt(List::size).sum();
    assertThat(all - ENDPOINTS).isLessThanOrEqualTo(KILLS * MAX_WORKERS);
  }
}

package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.testing.CloudTasksSite;
import io.schedulerrunner.testing.FirestoreEmulator;
import io.schedulerrunner.testing.Instance;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three processes that Cloud Tasks, a fake, brings work to, one of them killed again and again;
 * what was called is counted by the endpoints. {@code bench/spread cloud-tasks} does the same with
 * more.
 */
@Tag("slow")
final class KilledCloudTasksTest {

  private static final int ENDPOINTS = Integer.getInteger("killed.endpoints", 600);
  private static final int INSTANCES = 3;
  private static final int KILLS = Integer.getInteger("killed.kills", 3);
  private static final Duration LATENCY = Duration.ofMillis(100);

  private final CloudTasksSite site = new CloudTasksSite();
  private final Map<String, List<String>> calls = new ConcurrentHashMap<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final WebServer endpoint = new WebServer(exchange -> called(exchange));
  private final List<Instance> instances = new ArrayList<>();

  private @TempDir Path folder;

  private void called(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    String idempotency = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    calls.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>()).add(idempotency);
    try {
      Instance.pause(LATENCY);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    WebServer.always(200, "text/plain", "ok").to(exchange);
    answered.incrementAndGet();
  }

  @AfterEach
  void stop() {
    site.stop();
    instances.forEach(Instance::close);
    endpoint.close();
    site.close();
  }

  private Map<String, String> environment(String store, String firestore) throws IOException {
    Path file = folder.resolve("endpoints.json");
    Files.writeString(
        file,
        IntStream.range(0, ENDPOINTS)
            .mapToObj(i -> "{\"name\":\"e" + i + "\",\"url\":\"" + endpoint.url("/e" + i) + "\"}")
            .collect(Collectors.joining(",", "[", "]")));
    Map<String, String> environment = site.environment(store, firestore);
    environment.put("ENDPOINTS_FILE", file.toString());
    environment.put("RUN_DEADLINE", "600");
    environment.put("MAX_WORKERS", "2");
    return environment;
  }

  private static HttpResponse<String> send(Instance instance, String method, String path)
      throws Exception {
    return instance.send(method, path, "X-API-Key", CloudTasksSite.API_KEY);
  }

  @Test
  void killsLoseNothing() throws Exception {
    assumeTrue(
        FirestoreEmulator.missing().isEmpty(), () -> FirestoreEmulator.missing().orElseThrow());
    Map<String, String> environment =
        environment(FirestoreEmulator.address(), FirestoreEmulator.host());
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(Instance.start(folder, environment));
    }
    deliver();
    HttpResponse<String> accepted = send(instances.getFirst(), "POST", "/execute");
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String id = Json.read(accepted.body()).path("run_id").asString();
    for (int kill = 0; kill < KILLS; kill++) {
      awaitCalls(ENDPOINTS * (kill + 1) / (KILLS + 2));
      int one = kill % INSTANCES;
      instances.get(one).kill();
      instances.set(one, Instance.start(folder, environment));
      deliver();
    }
    assertRight(report(id), id);
  }

  /** Kills are spread over the run, however fast it is here. */
  private void awaitCalls(int many) throws InterruptedException {
    while (calls.size() < many) {
      Instance.pause(Duration.ofMillis(10));
    }
    assertThat(calls).as("The run was over before the kill").hasSizeLessThan(ENDPOINTS);
  }

  private void deliver() {
    site.deliverTo(instances.stream().map(Instance::port).toList());
  }

  /** Once the run is over. */
  private JsonNode report(String id) throws Exception {
    JsonNode report = Json.read(send(instances.getFirst(), "GET", "/runs/" + id).body());
    while (report.path("status").asString("running").equals("running")) {
      Instance.pause(Duration.ofMillis(250));
      report = Json.read(send(instances.getFirst(), "GET", "/runs/" + id).body());
    }
    return report;
  }

  private void assertRight(JsonNode report, String id) {
    assertThat(report.path("status").asString()).isEqualTo("success");
    assertThat(report.path("successful").asInt()).isEqualTo(ENDPOINTS);
    assertThat(report.path("results").valueStream().map(it -> it.path("name").asString()))
        .containsExactlyElementsOf(IntStream.range(0, ENDPOINTS).mapToObj(i -> "e" + i).toList());
    assertThat(calls).hasSize(ENDPOINTS);
    calls.forEach((name, keys) -> assertThat(keys).containsOnly(id + "/" + name));
    // Whatever is delivered again, because of a kill or not, makes a batch's calls once more at
    // most.
    int batch = Math.ceilDiv(ENDPOINTS, site.tasks());
    assertThat(answered.get())
        .isLessThanOrEqualTo(ENDPOINTS + (site.deliveries() - site.tasks()) * batch);
  }
}

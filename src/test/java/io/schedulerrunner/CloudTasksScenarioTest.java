package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.cron.ScheduleCheck;
import io.schedulerrunner.execute.JettyExecutor;
import io.schedulerrunner.testing.CloudTasksSite;
import io.schedulerrunner.testing.FakeFirestore;
import io.schedulerrunner.testing.FirestoreEmulator;
import io.schedulerrunner.testing.Issuer;
import io.schedulerrunner.testing.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Three instances that share Cloud Tasks, a fake, and Firestore, a fake or Google's emulator. */
final class CloudTasksScenarioTest {

  private static final int ENDPOINTS = 600;

  private final CloudTasksSite site = new CloudTasksSite();
  private final WebServer endpoint =
      new WebServer(
          exchange ->
              WebServer.always(
                      exchange.getRequestURI().getPath().endsWith("7") ? 500 : 200,
                      "application/json",
                      "{\"path\":\"" + exchange.getRequestURI().getPath() + "\"}")
                  .to(exchange));
  private final List<Service> services = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void stop() {
    site.stop();
    services.forEach(Service::stop);
    services.forEach(Service::close);
    endpoint.close();
    site.close();
    client.close();
  }

  /** Every tenth one waits for the first. */
  private String endpoints() {
    return IntStream.range(0, ENDPOINTS)
        .mapToObj(
            i ->
                "{\"name\": \"e%d\", \"url\": \"%s\"%s}"
                    .formatted(
                        i, endpoint.url("/e" + i), i % 10 == 9 ? ", \"depends_on\": [\"e0\"]" : ""))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private Service service(String store, String firestore) {
    Map<String, String> environment = site.environment(store, firestore);
    environment.put("PORT", "0");
    environment.put("ENDPOINTS", endpoints());
    Configuration configuration =
        Configuration.load(environment, Path.of("/nonexistent"), new ScheduleCheck());
    Service service =
        new Service(
            configuration,
            "test",
            new JettyExecutor(configuration.settings(), "test"),
            Application.history(configuration),
            List.of());
    services.add(service);
    service.start();
    return service;
  }

  private HttpResponse<String> post(Service service, String path, String body, String... headers)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void nothingIsLostOnGooglesEmulator() throws Exception {
    assumeTrue(
        FirestoreEmulator.missing().isEmpty(), () -> FirestoreEmulator.missing().orElseThrow());
    nothingIsLost(FirestoreEmulator.address(), FirestoreEmulator.host());
  }

  @Test
  void nothingIsLostOnAFake() throws Exception {
    try (FakeFirestore firestore = new FakeFirestore()) {
      nothingIsLost("firestore://my-project/db", firestore.host());
      stop();
    }
  }

  private void nothingIsLost(String store, String firestore) throws Exception {
    for (int i = 0; i < 3; i++) {
      service(store, firestore);
    }
    site.deliverTo(services.stream().map(Service::port).toList());

    HttpResponse<String> answer =
        post(
            services.getFirst(),
            "/execute",
            "{\"wait\": 120}",
            "X-API-Key",
            CloudTasksSite.API_KEY);

    JsonNode report = Json.read(answer.body());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(report.path("total_endpoints").asInt()).isEqualTo(ENDPOINTS);
    assertThat(report.path("successful").asInt()).isEqualTo(ENDPOINTS - ENDPOINTS / 10);
    assertThat(report.path("failed").asInt()).isEqualTo(ENDPOINTS / 10);
    assertThat(indexes(report.path("results"))).isSorted().doesNotHaveDuplicates();
    Map<String, Long> calls =
        endpoint.received().stream()
            .collect(Collectors.groupingBy(WebServer.Received::target, Collectors.counting()));
    assertThat(calls).hasSize(ENDPOINTS);
    assertThat(endpoint.received())
        .allMatch(
            it ->
                it.header("Idempotency-key")
                    .equals(report.path("run_id").asString() + it.target()));
    // A task that is delivered twice at once makes at most the calls of its batch twice.
    assertThat(endpoint.received().size()).isLessThan(ENDPOINTS * 2);
    assertThat(site.deliveries()).isGreaterThanOrEqualTo(site.tasks());
  }

  private static List<Integer> indexes(JsonNode results) {
    return results.valueStream().map(it -> it.path("index").asInt()).toList();
  }

  @Test
  void onlyCloudTasksBringsWork() throws Exception {
    try (FakeFirestore firestore = new FakeFirestore()) {
      Service service = service("firestore://my-project/db", firestore.host());
      String batch = "{\"batch\": \"nobody/1/0\"}";
      String[] verified = {
        "Authorization", "Bearer " + site.token(Issuer.ACCOUNT, Issuer.AUDIENCE)
      };
      String other = site.token("other@my-project.iam.gserviceaccount.com", Issuer.AUDIENCE);

      assertThat(post(service, "/work", batch, "X-Nothing", "1").statusCode()).isEqualTo(401);
      assertThat(post(service, "/work", batch, "Authorization", "Bearer " + other).statusCode())
          .isEqualTo(403);
      assertThat(post(service, "/work", batch, "X-API-Key", CloudTasksSite.API_KEY).body())
          .contains("Work is brought with an ID token.");
      assertThat(
              post(
                      service,
                      "/work",
                      batch,
                      "X-API-Key",
                      CloudTasksSite.API_KEY,
                      "Authorization",
                      "Bearer " + other)
                  .statusCode())
          .isEqualTo(403);
      assertThat(post(service, "/work", "{\"batch\": 1}", verified).statusCode()).isEqualTo(400);
      assertThat(post(service, "/work", "{", verified).statusCode()).isEqualTo(400);
      assertThat(post(service, "/work", batch, verified).statusCode()).isEqualTo(200);
      firestore.refuse(1, "batchGet", 503, "UNAVAILABLE");
      assertThat(post(service, "/work", batch, verified).statusCode()).isEqualTo(503);
      stop();
    }
  }
}

package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.execute.JettyExecutor;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.OpenApiContract;
import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.SwitchedStore;
import io.schedulerrunner.web.Gate;
import io.schedulerrunner.web.HttpService;
import io.schedulerrunner.web.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the whole service is ready, as it says itself. */
final class ReadinessTest {

  private static final String KEY = "not-a-real-key-0123456789";
  private static final String GOOD =
      "{\"status\":\"ready\",\"checks\":[{\"name\":\"configuration\",\"ok\":true},"
          + "{\"name\":\"history\",\"ok\":true}]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final SwitchedStore store = new SwitchedStore();
  private @TempDir Path directory;

  @AfterEach
  void stop() {
    client.close();
  }

  private Service started(Map<String, String> environment) throws IOException {
    Path file = directory.resolve("endpoints.json");
    Files.writeString(file, "[\"http://127.0.0.1:9/\"]");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    Configuration configuration = Configuration.load(environment, directory);
    Service service =
        new Service(
            configuration,
            "test",
            new JettyExecutor(configuration.settings(), "test"),
            Histories.of(store, new PassingTime()),
            List.of());
    service.start();
    return service;
  }

  private static void stop(Service service) {
    service.stop();
    service.close();
  }

  private HttpResponse<String> ask(int port, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    OpenApiContract.check("GET", "/health/ready", response);
    return response;
  }

  private static Map<String, String> environment() {
    return Map.of(
        "PORT", "0", "HOST", "127.0.0.1", "API_KEY", KEY, "ENDPOINTS_FILE", "endpoints.json");
  }

  @Test
  void detailsAreForThoseWithCredentials() throws Exception {
    Service service = started(environment());
    try {
      assertThat(ask(service.port(), "X-API-Key", KEY).body()).isEqualTo(GOOD);
      for (HttpResponse<String> answer :
          List.of(ask(service.port()), ask(service.port(), "X-API-Key", "wrong"))) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ready\"}");
      }
    } finally {
      stop(service);
    }
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    Service service = started(environment());
    try {
      Files.writeString(directory.resolve("endpoints.json"), "[{\"ulr\": \"x\"}]");
      store.switchOff();

      HttpResponse<String> brief = ask(service.port());
      HttpResponse<String> detailed = ask(service.port(), "X-API-Key", KEY);

      assertThat(brief.statusCode()).isEqualTo(503);
      assertThat(brief.body()).isEqualTo("{\"status\":\"not_ready\"}");
      assertThat(detailed.statusCode()).isEqualTo(503);
      assertThat(detailed.body())
          .contains(
              "\"name\":\"configuration\",\"ok\":false,\"message\":\"endpoints.json was refused")
          .contains("did you mean \\\"url\\\"?")
          .contains("\"name\":\"history\",\"ok\":false,\"message\":");
    } finally {
      stop(service);
    }
  }

  @Test
  void anAnswerHoldsForASecond() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Readiness.Check check =
        new Readiness.Check(
            "number",
            () -> asked.incrementAndGet() == 1 ? Optional.empty() : Optional.of("Not any more."));
    PassingTime time = new PassingTime();
    Configuration configuration = Configuration.load(Map.of("PORT", "0"), directory);
    Gate gate = Gate.of(configuration.settings().access());
    HttpService service =
        new HttpService(
            configuration.settings().listen(),
            gate,
            List.of(Readiness.route(gate, List.of(check), time)),
            () -> {});
    service.start();
    try {
      assertThat(ask(service.port()).statusCode()).isEqualTo(200);
      time.pass(Duration.ofMillis(999));
      assertThat(ask(service.port()).statusCode()).isEqualTo(200);
      time.pass(Duration.ofMillis(1));
      HttpResponse<String> later = ask(service.port());
      assertThat(later.statusCode()).isEqualTo(503);
      assertThat(later.body())
          .isEqualTo(
              "{\"status\":\"not_ready\",\"checks\":[{\"name\":\"number\",\"ok\":false,"
                  + "\"message\":\"Not any more.\"}]}");
    } finally {
      service.stop(Duration.ofSeconds(1));
    }
  }
}

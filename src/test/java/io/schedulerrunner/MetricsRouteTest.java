package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.execute.JettyExecutor;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metrics of the whole service. */
final class MetricsRouteTest {

  private static final String KEY = "not-a-real-key-0123456789";

  private final WebServer endpoint = new WebServer(WebServer.always(200, "text/plain", "done"));
  private final HttpClient client = HttpClient.newHttpClient();
  private final Service service = service();

  private Service service() {
    String endpoints =
        "[{'url': 'URL', 'name': 'yearly', 'schedule': '0 6 1 1 *'}, {'url': 'URL', 'name': 'never',"
            + " 'schedule': '@daily', 'not_after': '2020-01-01'}]";
    Configuration configuration =
        Configuration.load(
            Map.of(
                "PORT",
                "0",
                "HOST",
                "127.0.0.1",
                "API_KEY",
                KEY,
                "ENDPOINTS",
                endpoints.replace('\'', '"').replace("URL", endpoint.url("/"))),
            Path.of("/nonexistent"));
    return new Service(
        configuration,
        "test",
        new JettyExecutor(configuration.settings(), "test"),
        Histories.unstarted("memory:"),
        List.of());
  }

  @BeforeEach
  void start() {
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop();
    service.close();
    endpoint.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String key)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("X-API-Key", key)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatHappenedIsCountedAndSchedulesSayWhenTheyExpectASuccess() throws Exception {
    assertThat(send("POST", "/execute", KEY).statusCode()).isEqualTo(200);

    HttpResponse<String> metrics = send("GET", "/metrics", KEY);

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.body())
        .contains("\nscheduler_runner_runs_total{outcome=\"success\",trigger=\"manual\"} 1.0\n")
        .contains("\nscheduler_runner_history_available 1.0\n")
        .contains("scheduler_runner_schedule_expected_timestamp_seconds{endpoint=\"yearly\"}")
        .doesNotContain("scheduler_runner_schedule_expected_timestamp_seconds{endpoint=\"never\"}")
        .contains("version=\"test\"");
  }

  @Test
  void aPausedScheduleExpectsNothing() throws Exception {
    assertThat(send("POST", "/schedules/yearly/pause", KEY).statusCode()).isEqualTo(200);

    assertThat(send("GET", "/metrics", KEY).body())
        .doesNotContain("schedule_expected_timestamp_seconds{");
  }

  @Test
  void metricsNeedCredentials() throws Exception {
    assertThat(send("GET", "/metrics", "wrong").statusCode()).isEqualTo(403);
  }
}

package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.cron.ScheduleCheck;
import io.schedulerrunner.execute.JettyExecutor;
import io.schedulerrunner.runner.History;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The whole service, as far as schedules are concerned. */
class ScheduleRoutesTest {

  private final WebServer endpoint =
      new WebServer(
          exchange -> {
            WebServer.always(200, "text/plain", "done").to(exchange);
          });
  private final HttpClient client = HttpClient.newHttpClient();
  private Service service = service("off", "memory:");

  private Service service(String scheduler, String store) {
    String endpoints =
        ("[{'url': 'URL', 'name': 'nine', 'schedule': '0 9 * * MON-FRI',"
                + " 'time_zone': 'America/New_York'},"
                + " {'url': 'URL', 'name': 'gone', 'schedule': '${CRON}',"
                + " 'not_after': '2020-01-01'}, {'url': 'URL', 'name': 'always'}]")
            .replace("URL", endpoint.url("/"));
    Configuration configuration =
        Configuration.load(
            Map.of(
                "PORT",
                "0",
                "SCHEDULER",
                scheduler,
                "CRON",
                "15 */2 * * *",
                "ENDPOINTS",
                endpoints.replace('\'', '"')),
            Path.of("/nonexistent"),
            new ScheduleCheck());
    History history = Histories.unstarted(store);
    return new Service(
        configuration,
        "test",
        new JettyExecutor(configuration.settings(), "test"),
        history,
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

  private HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
    return Json.read(
        client
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }

  @Test
  void aTickRunsWhatIsDueAtItsTime() throws Exception {
    HttpResponse<String> answer = post("/tick", "{\"at\": \"2026-11-23T15:00:30+01:00\"}");
    JsonNode report = Json.read(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(report.path("total_endpoints").asInt()).isEqualTo(1);
    assertThat(report.path("results").path(0).path("name").asString()).isEqualTo("nine");
    assertThat(report.path("trigger").asString()).isEqualTo("tick");
    assertThat(report.path("schedule_time").asString()).isEqualTo("2026-11-23T14:00:00.000Z");
    assertThat(get("/schedules").path("schedules").path(0).path("last").asString())
        .isEqualTo("2026-11-23T14:00:00.000Z");
  }

  @Test
  void theTriggersTimeGoesFirst() throws Exception {
    String[] header = {"X-CloudScheduler-ScheduleTime", "2026-11-23T14:00:00Z"};
    assertThat(post("/tick", "", header).body()).contains("\"nine\"");
    HttpResponse<String> again = post("/tick", "{\"at\": \"2020-01-01T00:00:00Z\"}", header);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void whereNothingIsDueTheReportIsEmpty() throws Exception {
    for (String body : List.of("{}", " ", "{\"at\": \"2026-11-22T14:00:00Z\"}")) {
      HttpResponse<String> answer = post("/tick", body);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    assertThat(post("/tick", "{\"at\": \"2026-11-22T14:00:00Z\"}").body())
        .contains("\"total_endpoints\":0");
    assertThat(get("/runs").path("runs")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [             | is not valid JSON
          []            | must be an object
          {"at": 7}     | must be a string
          {"at": "now"} | must be a time with its offset
          {"on": 1}     | unknown field
          """)
  void aBodyThatCannotBeUsedIsRefused(String body, String message) throws Exception {
    HttpResponse<String> answer = post("/tick", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void aTriggersTimeThatCannotBeReadIsRefused() throws Exception {
    assertThat(post("/tick", "", "X-CloudScheduler-ScheduleTime", "noon").body())
        .contains("X-CloudScheduler-ScheduleTime: must be a time with its offset");
  }

  @Test
  void schedulesAreListedInWordsWithoutSecrets() throws Exception {
    JsonNode schedules = get("/schedules").path("schedules");
    JsonNode nine = schedules.path(0);
    assertThat(schedules).hasSize(2);
    assertThat(nine.path("name").asString()).isEqualTo("nine");
    assertThat(nine.path("schedule").asString()).isEqualTo("0 9 * * MON-FRI");
    assertThat(nine.path("words").asString()).isEqualTo("At 09:00, Monday to Friday");
    assertThat(nine.path("time_zone").asString()).isEqualTo("America/New_York");
    assertThat(nine.path("next").asString()).endsWith(":00:00.000Z");
    assertThat(nine.path("next_local").asString()).contains("T09:00:00-0");
    assertThat(nine.path("last").isNull()).isTrue();
    assertThat(nine.path("paused").asBoolean()).isFalse();
    JsonNode gone = schedules.path(1);
    assertThat(gone.path("schedule").asString()).isEqualTo("***");
    assertThat(gone.has("words")).isFalse();
    assertThat(gone.path("next").isNull()).isTrue();
    assertThat(gone.path("next_local").isNull()).isTrue();
  }

  @Test
  void schedulesArePausedAndResumed() throws Exception {
    assertThat(post("/schedules/nine/pause", "").body()).contains("\"paused\":true");
    post("/tick", "{\"at\": \"2026-11-23T14:00:00Z\"}");
    assertThat(endpoint.received()).isEmpty();
    assertThat(post("/schedules/nine/resume", "").body()).contains("\"paused\":false");
    post("/tick", "{\"at\": \"2026-11-23T14:00:00Z\"}");
    assertThat(endpoint.received()).hasSize(1);
    assertThat(post("/schedules/always/pause", "").statusCode()).isEqualTo(404);
  }

  @Test
  void pausingNeedsTheStore() throws Exception {
    service.stop();
    service.close();
    service = service("on", "sqlite:/dev/null/none/runs.db");
    service.start();
    HttpResponse<String> answer = post("/schedules/nine/pause", "");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("history_unavailable");
  }
}

package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.report.Sample;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class RoutesTest {

  private Service service;

  @BeforeEach
  void start() throws IOException {
    service = Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void healthAnswersOkWithTheTime() throws Exception {
    HttpResponse<String> response = service.send("GET", "/health");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"status\":\"ok\",\"timestamp\":\"2026-11-23T06:00:00.123Z\"}");
  }

  @Test
  void everyAnswerHasItsHeadersAndNoneOfTheServerItself() throws Exception {
    HttpResponse<String> response = service.send("GET", "/health");

    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("date")).isPresent();
    assertThat(response.headers().firstValue("server")).isEmpty();
    assertThat(response.headers().firstValue("x-powered-by")).isEmpty();
  }

  @Test
  void headAnswersAsGetDoesWithoutTheBody() throws Exception {
    HttpResponse<String> response = service.send("HEAD", "/health");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("content-length"))
        .isEqualTo(service.send("GET", "/health").headers().firstValue("content-length"));
  }

  @Test
  void theRootDocumentsTheServiceAndTellsItsState() throws Exception {
    JsonNode index = Service.json(service.send("GET", "/"));

    assertThat(index.get("name").asString()).isEqualTo("gcp-scheduler-runner");
    assertThat(index.get("version").asString()).isEqualTo("1.2.3");
    assertThat(index.get("uptime_seconds").asInt()).isZero();
    JsonNode endpoints = index.get("endpoints");
    assertThat(endpoints.get("count").asInt()).isEqualTo(2);
    assertThat(endpoints.get("names").toString()).isEqualTo("[\"one\",\"two\"]");
    assertThat(endpoints.get("items").get(0).toString())
        .isEqualTo(
            "{\"name\":\"one\",\"method\":\"POST\",\"url\":\"https://example.test/one\","
                + "\"tags\":[],\"schedule\":null,\"time_zone\":null}");
  }

  @Test
  void theRootListsEveryRoute() throws Exception {
    JsonNode index = Service.json(service.send("GET", "/"));

    assertThat(index.get("routes").findValuesAsString("path"))
        .containsExactly(
            "/",
            "/",
            "/health",
            "/execute",
            "/task1",
            "/task1",
            "/task2",
            "/task2",
            "/task3",
            "/task3",
            "/docs",
            "/dashboard/{file}",
            "/openapi.json",
            "/runs",
            "/runs/{id}",
            "/runs/{id}/retry",
            "/runs/{id}/events",
            "/statistics",
            "/echo/{id}");
    assertThat(index.get("routes").get(2).get("access").asString()).isEqualTo("open");
    assertThat(index.get("routes").get(3).get("access").asString()).isEqualTo("credentials");
    assertThat(index.get("routes").get(3).get("fields").propertyNames())
        .containsExactly(
            "endpoints",
            "default_payload",
            "parallel",
            "max_workers",
            "tags",
            "deadline",
            "dry_run",
            "wait",
            "send_email");
  }

  @Test
  void tasksAnswerTheJsonTheyWereSent() throws Exception {
    HttpResponse<String> response =
        service.send(
            "POST", "/task2", HttpRequest.BodyPublishers.ofString("{\"a\": [1.50, \"ü\"]}"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"message\":\"Task 2 executed successfully\",\"data\":{\"a\":[1.50,\"ü\"]},"
                + "\"timestamp\":\"2026-11-23T06:00:00.123Z\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "no json", "{\"a\":", "1 2", "{} x"})
  void tasksAnswerAnEmptyObjectWhereTheyWereSentNoJson(String body) throws Exception {
    JsonNode answer =
        Service.json(service.send("POST", "/task1", HttpRequest.BodyPublishers.ofString(body)));

    assertThat(answer.get("data").toString()).isEqualTo("{}");
  }

  @Test
  void tasksUnderstandEveryEncodingOfJson() throws Exception {
    byte[] body = "{\"a\":\"ü\"}".getBytes(UTF_16BE);
    JsonNode answer =
        Service.json(service.send("POST", "/task3", HttpRequest.BodyPublishers.ofByteArray(body)));

    assertThat(answer.get("data").toString()).isEqualTo("{\"a\":\"ü\"}");
  }

  @Test
  void tasksAnswerGetToo() throws Exception {
    JsonNode answer = Service.json(service.send("GET", "/task3"));

    assertThat(answer.get("message").asString()).isEqualTo("Task 3 executed successfully");
    assertThat(answer.get("data").toString()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/health/",
        "//",
        "//health",
        "/./health",
        "/x/../health",
        "/%68ealth",
        "/health;a=b",
        "/task4",
        "/echo/",
        "/echo/a/b",
        "/%ff%fe",
        "/\\\\health",
        "/echo"
      })
  void aPathThatIsNoneIsNotFound(String path) throws Exception {
    String answer =
        service.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 404 ");
    assertThat(answer)
        .endsWith(
            "{\"error\":\"not_found\","
                + "\"message\":\"There is nothing at this path; GET / lists what there is.\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../health", "/%2e%2e/health", "/task1%00", "/%zz"})
  void aPathThatCannotBeIsABadRequest(String path) throws Exception {
    String answer =
        service.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"bad_request\",");
  }

  @Test
  void aPathMayHaveParametersAndAQuery() throws Exception {
    assertThat(service.send("GET", "/echo/a%20b?x=1").body())
        .isEqualTo("{\"id\":\"a%20b\",\"query\":\"x=1\"}");
    assertThat(service.send("GET", "/echo/a").body())
        .isEqualTo("{\"id\":\"a\",\"query\":\"none\"}");
  }

  @Test
  void anAbsoluteRequestTargetIsUnderstood() throws Exception {
    assertThat(
            service.raw(
                "GET http://x.test/health HTTP/1.1\r\nHost: x.test\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void readingNeverTriggersWork() throws Exception {
    HttpResponse<String> response = service.send("GET", "/execute");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("OPTIONS, POST");
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"method_not_allowed\","
                + "\"message\":\"This path answers only OPTIONS, POST.\"}");
  }

  @Test
  void aWrongMethodIsNotAllowedAndTheRightOnesAreNamed() throws Exception {
    assertThat(service.send("POST", "/health").headers().firstValue("allow"))
        .hasValue("GET, HEAD, OPTIONS");
    assertThat(service.send("DELETE", "/task1").headers().firstValue("allow"))
        .hasValue("GET, HEAD, OPTIONS, POST");
    assertThat(service.send("HEAD", "/execute").statusCode()).isEqualTo(405);
    assertThat(service.send("get", "/health").statusCode()).isEqualTo(405);
    assertThat(service.send("BREW", "/health").statusCode()).isEqualTo(405);
  }

  @Test
  void optionsTellsTheMethods() throws Exception {
    HttpResponse<String> response = service.send("OPTIONS", "/task1");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS, POST");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void optionsOfTheWholeServerIsNotFound() throws Exception {
    assertThat(service.raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ");
  }

  @Test
  void connectIsNoProxy() throws Exception {
    assertThat(service.raw("CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ");
  }
}

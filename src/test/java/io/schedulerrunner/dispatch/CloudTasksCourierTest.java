package io.schedulerrunner.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.config.CloudTasks;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.execute.GoogleAccess;
import io.schedulerrunner.google.GoogleApi;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class CloudTasksCourierTest {

  private static final CloudTasks SETTINGS =
      new CloudTasks(
          "projects/p/locations/l/queues/q",
          "https://runner.example",
          "invoker@p.iam.gserviceaccount.com",
          "https://audience.example");

  private final AtomicInteger answered = new AtomicInteger();
  private final WebServer server = new WebServer(this::answer);
  private final PassingTime time = new PassingTime();
  private final GoogleApi api = api("127.0.0.1:" + server.port());
  private volatile List<String> errors = List.of();

  private static GoogleApi api(String host) {
    return GoogleApi.of(
        GoogleAccess.of(Configurations.settings(Map.of()), "test"),
        "cloudtasks.invalid",
        Optional.of(host));
  }

  private void answer(HttpExchange exchange) throws IOException {
    int number = answered.getAndIncrement();
    String code = number < errors.size() ? errors.get(number) : "";
    WebServer.always(
            code.isEmpty() ? 200 : 500,
            "application/json",
            code.isEmpty()
                ? "{}"
                : "{\"error\":{\"status\":\"%s\",\"message\":\"so it is\"}}".formatted(code))
        .to(exchange);
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  private static Batch.Key key(int number) {
    return new Batch.Key("run", 1, number);
  }

  private void send(int... numbers) {
    new CloudTasksCourier(api, SETTINGS, time)
        .send(IntStream.of(numbers).mapToObj(CloudTasksCourierTest::key).toList());
  }

  private JsonNode sent(int number) {
    return Json.read(server.received().get(number).body()).path("task");
  }

  @Test
  void aTaskComesBackWithItsBatchAndAnIdToken() {
    send(7);

    JsonNode task = sent(0);
    assertThat(server.received().getFirst().target())
        .isEqualTo("/v2/projects/p/locations/l/queues/q/tasks");
    assertThat(task.path("name").asString())
        .matches("projects/p/locations/l/queues/q/tasks/[0-9a-f-]{36}");
    assertThat(task.path("dispatchDeadline").asString()).isEqualTo("1800s");
    JsonNode request = task.path("httpRequest");
    assertThat(request.path("url").asString()).isEqualTo("https://runner.example/work");
    assertThat(request.path("httpMethod").asString()).isEqualTo("POST");
    assertThat(request.path("headers").path("Content-Type").asString())
        .isEqualTo("application/json");
    assertThat(new String(Base64.getDecoder().decode(request.path("body").asString()), UTF_8))
        .isEqualTo("{\"batch\":\"run/1/7\"}");
    assertThat(request.path("oidcToken").toString())
        .isEqualTo(
            "{\"serviceAccountEmail\":\"invoker@p.iam.gserviceaccount.com\","
                + "\"audience\":\"https://audience.example\"}");
  }

  @Test
  void theSameBatchHasTheSameNameAndAnotherOneHasNot() {
    send(1);
    send(1);
    send(2);

    assertThat(sent(0).path("name")).isEqualTo(sent(1).path("name"));
    assertThat(sent(0).path("name")).isNotEqualTo(sent(2).path("name"));
  }

  @Test
  void whatIsThereAlreadyIsNotSentAgain() {
    errors = List.of("ALREADY_EXISTS");
    send(1);

    assertThat(server.received()).hasSize(1);
    assertThat(time.passed()).isZero();
  }

  @Test
  void whatFailsIsTriedAgainAfterAPause() {
    errors = List.of("UNAVAILABLE", "RESOURCE_EXHAUSTED");
    send(1);

    assertThat(server.received()).hasSize(3);
    assertThat(time.passed()).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void whatCannotBeSentIsSaid() {
    errors = List.of("A", "B", "C", "D", "PERMISSION_DENIED");

    assertThatThrownBy(() -> send(1))
        .isInstanceOf(StoreException.class)
        .cause()
        .hasMessage(
            "The queue projects/p/locations/l/queues/q: HTTP 500 PERMISSION_DENIED: so it is");
  }

  @Test
  void anAbsentQueueIsSaid() {
    server.close();

    assertThatThrownBy(() -> send(1, 2))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE))
        .cause()
        .hasMessageContaining("does not answer");
  }

  @Test
  void manyAreSentAtATime() {
    send(IntStream.range(0, 200).toArray());

    assertThat(server.received()).hasSize(200);
  }
}

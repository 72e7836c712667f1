package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class RunRoutesTest extends Routing {

  /** Sends a trigger while the run of another is going on. */
  private HttpResponse<String> during(String[] trigger, String path, String... headers)
      throws Exception {
    holding = true;
    first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    execute(trigger);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    entered.await();
    HttpResponse<String> response = service.send("POST", path, headers);
    holding = false;
    released.countDown();
    first.join();
    return response;
  }

  @Test
  void aSecondTriggerWhileTheRunIsGoingOnConflicts() throws Exception {
    HttpResponse<String> second =
        during(new String[] {"Idempotency-Key", "k"}, "/execute", "Idempotency-Key", "k");

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.headers().firstValue("x-run-id")).hasValue("run-1");
    assertThat(second.body())
        .isEqualTo(
            "{\"error\":\"run_in_progress\","
                + "\"message\":\"A run of this trigger is going on; nothing was called.\","
                + "\"run_id\":\"run-1\"}");
    assertThat(executor.called()).containsExactly("one", "two");
  }

  @Test
  void whatSucceededIsReplayedWithoutACall() throws Exception {
    HttpResponse<String> first = execute("Idempotency-Key", "k");
    executor.called();

    HttpResponse<String> second = execute("Idempotency-Key", "k");

    assertThat(first.headers().firstValue("idempotent-replayed")).isEmpty();
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.headers().firstValue("idempotent-replayed")).hasValue("true");
    assertThat(Service.json(second).get("run_id").asString()).isEqualTo("run-1");
    assertThat(Service.json(second).get("results")).hasSize(2);
    assertThat(executor.called()).isEmpty();
  }

  @Test
  void whatFailedIsCalledAgainAndTheRestIsReused() throws Exception {
    failing.add("two");
    assertThat(execute(scheduled("06")).statusCode()).isEqualTo(500);
    executor.called();
    failing.clear();

    JsonNode report = Service.json(execute(scheduled("06")));

    assertThat(executor.called()).containsExactly("two");
    assertThat(report.get("successful").asInt()).isEqualTo(2);
    assertThat(report.get("results").get(0).get("reused").asBoolean()).isTrue();
    assertThat(report.get("results").get(1).has("reused")).isFalse();
  }

  @Test
  void theNextScheduleIsSkippedWhileTheLastOneGoesOn() throws Exception {
    HttpResponse<String> second = during(scheduled("06"), "/execute", scheduled("07"));

    assertThat(second.statusCode()).isEqualTo(200);
    JsonNode answer = Service.json(second);
    assertThat(answer.get("overlap").asString()).isEqualTo("skipped");
    assertThat(answer.get("running_run_id").asString()).isEqualTo("run-1");
    assertThat(answer.get("schedule_time").asString()).isEqualTo("2026-11-23T07:00:00.000Z");
  }

  @Test
  void overlapCanBeQueued() throws Exception {
    time.whileAsleep(
        () -> {
          holding = false;
          released.countDown();
          join(first);
        });
    HttpResponse<String> second =
        during(scheduled("06"), "/execute?overlap=queue", scheduled("07"));

    assertThat(Service.json(second).get("overlap").asString()).isEqualTo("queued");
    assertThat(Service.json(second).get("run_id").asString()).isEqualTo("run-2");
    assertThat(executor.called()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?overlap=allow", "?overlap=skip", "?overlap=queue", "?other", "?a=b"})
  void withoutAnOverlapNothingIsSaidOfIt(String query) throws Exception {
    HttpResponse<String> response = service.send("POST", "/execute" + query, scheduled("06"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Service.json(response).has("overlap")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "overlap=maybe, 'overlap: must be one of allow, skip, queue.'",
    "overlap=%zz, 'overlap: has a % that no two hexadecimal digits follow.'"
  })
  void overlapIsChecked(String query, String message) throws Exception {
    HttpResponse<String> response = service.send("POST", "/task1");
    assertThat(response.statusCode()).isEqualTo(200);

    String answer =
        service.raw(
            Service.head(
                "POST /execute?" + query + " HTTP/1.1",
                "Host: x",
                "Content-Length: 0",
                "Connection: close"));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains(message);
    assertThat(executor.called()).isEmpty();
  }

  @Test
  void onlyRunsOfAJobCanOverlap() throws Exception {
    assertThat(service.send("POST", "/execute?overlap=allow").statusCode()).isEqualTo(200);
    HttpResponse<String> response = service.send("POST", "/execute?overlap=queue");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("send the header X-CloudScheduler-JobName");
  }

  @Test
  void aRunCanBeRetried() throws Exception {
    failing.add("one");
    execute();
    executor.called();
    failing.clear();

    JsonNode report = Service.json(service.send("POST", "/runs/run-1/retry"));
    assertThat(report.get("run_id").asString()).isEqualTo("run-1");
    assertThat(report.get("success").asBoolean()).isTrue();
    assertThat(executor.called()).containsExactly("one");
    assertThat(
            service.send("POST", "/runs/run-1/retry").headers().firstValue("idempotent-replayed"))
        .hasValue("true");
    assertThat(executor.called()).isEmpty();
  }

  @Test
  void aRunOfEndpointsThatAreGoneCannotBeRetried() throws Exception {
    execute();
    endpoints = set("three");

    assertThat(service.send("POST", "/runs/run-1/retry").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"GET, /runs/none", "POST, /runs/none/retry", "GET, /runs/none/events"})
  void anUnknownRunIsNotFound(String method, String path) throws Exception {
    HttpResponse<String> response = service.send(method, path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"not_found\","
                + "\"message\":\"There is no run with this id in the history.\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /runs",
    "GET, /runs/run-1",
    "POST, /runs/run-1/retry",
    "GET, /runs/run-1/events",
    "GET, /statistics"
  })
  void withoutAStoreTheHistoryIsUnavailable(String method, String path) throws Exception {
    store.switchOff();
    JsonNode report = Service.json(execute());
    HttpResponse<String> response = service.send(method, path);

    assertThat(report.get("history").asString()).isEqualTo("unavailable");
    assertThat(report.get("success").asBoolean()).isTrue();
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"history_unavailable\","
                + "\"message\":\"The history cannot be read at the moment.\"}");
  }
}

package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class RunRoutesTest {

  private final SteppedTime time = new SteppedTime(Sample.START);
  private final SwitchedStore store = new SwitchedStore();
  private final History history = Histories.of(store, time);
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final FakeExecutor executor = FakeExecutor.answering(this::outcome);
  private volatile boolean holding;
  private volatile Thread first = Thread.currentThread();
  private volatile EndpointSet endpoints = set("one", "two");
  private Service service;

  private static EndpointSet set(String... names) {
    var all = java.util.Arrays.stream(names).map(Sample::endpoint).toList();
    return new EndpointSet(all, Map.of(), Secrets.NONE, List.of());
  }

  private Outcome outcome(Call call) {
    if (holding) {
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return failing.contains(call.name()) ? Sample.failed() : Sample.succeeded(200);
  }

  @BeforeEach
  void start() throws Exception {
    RunEvents.Pace pace = new RunEvents.Pace(Duration.ofMillis(1), Duration.ofSeconds(1), time);
    service = Service.remembering(Service.runner(executor, () -> endpoints, history), pace);
  }

  @AfterEach
  void stop() {
    released.countDown();
    service.close();
    history.close();
  }

  private HttpResponse<String> execute(String... headers) throws Exception {
    return service.send("POST", "/execute", headers);
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> response = service.send("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    return Service.json(response);
  }

  private List<String> ids(String query) throws Exception {
    return get("/runs" + query).get("runs").findValuesAsString("id");
  }

  private static String[] scheduled(String hour) {
    return new String[] {
      "X-CloudScheduler-JobName",
      "nightly",
      "X-CloudScheduler-ScheduleTime",
      "2026-11-23T" + hour + ":00:00Z"
    };
  }

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
    assertThat(second.body())
        .isEqualTo(
            "{\"success\":true,\"total_endpoints\":0,\"successful\":0,\"warnings\":0,"
                + "\"failed\":0,\"overlap\":\"skipped\",\"running_run_id\":\"run-1\","
                + "\"results\":[],\"errors\":[]}");
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

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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

  @Test
  void theReportOfARunIsKept() throws Exception {
    execute();
    JsonNode report = get("/runs/run-1");

    assertThat(report.get("status").asString()).isEqualTo("success");
    assertThat(report.get("results").findValuesAsString("name")).containsExactly("one", "two");
    assertThat(report.get("results").get(0).get("response").toString()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void aListHasWhatMattersOfEachRun() throws Exception {
    execute();
    execute(scheduled("06"));

    assertThat(get("/runs").toString())
        .isEqualTo(
            "{\"runs\":[{\"id\":\"run-2\",\"key\":\"nightly@2026-11-23T06:00:00Z\","
                + "\"job\":\"nightly\",\"trigger\":\"scheduler\","
                + "\"schedule_time\":\"2026-11-23T06:00:00.000Z\",\"status\":\"success\","
                + "%s},{\"id\":\"run-1\",\"trigger\":\"manual\",\"schedule_time\":null,"
                + "\"status\":\"success\",%s}],\"next_cursor\":null}",
            ended(), ended());
  }

  private static String ended() {
    return "\"started_at\":\"2026-11-23T06:00:00.123Z\",\"endpoints\":2,"
        + "\"ended_at\":\"2026-11-23T06:00:00.128Z\",\"duration_ms\":5,\"total_endpoints\":2,"
        + "\"successful\":2,\"warnings\":0,\"failed\":0,\"omitted\":0";
  }

  @Test
  void aRunThatIsGoingOnHasNoEnd() throws Exception {
    holding = true;
    Thread running = Thread.ofVirtual().start(this::executeQuietly);
    entered.await();

    JsonNode run = get("/runs?status=running").get("runs").get(0);
    assertThat(run.get("status").asString()).isEqualTo("running");
    assertThat(run.has("ended_at")).isFalse();

    released.countDown();
    running.join();
  }

  private void executeQuietly() {
    try {
      execute("Idempotency-Key", "k");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'run-3,run-2,run-1'",
    "?status=failed, run-2",
    "?trigger=scheduler, run-3",
    "?job=nightly, run-3",
    "?endpoint=two, 'run-3,run-2,run-1'",
    "?endpoint=none, ''",
    "?tag=none, ''",
    "?from=2026-11-23T06%3A00%3A00Z, 'run-3,run-2,run-1'",
    "?from=2026-11-24T06:00:00Z, ''",
    "?to=2026-11-23T06:00:00Z, ''",
    "?status=&limit=2, 'run-3,run-2'",
    "?limit=2&cursor=run-2, run-1"
  })
  void aListCanBeNarrowed(String query, String expected) throws Exception {
    execute();
    failing.add("two");
    execute();
    failing.clear();
    execute(scheduled("06"));

    assertThat(String.join(",", ids(query))).isEqualTo(expected);
  }

  @Test
  void aListComesInPages() throws Exception {
    execute();
    execute();
    execute();

    JsonNode first = get("/runs?limit=2");
    assertThat(first.get("next_cursor").asString()).isEqualTo("run-2");
    JsonNode second = get("/runs?limit=2&cursor=run-2");
    assertThat(second.get("runs").findValuesAsString("id")).containsExactly("run-1");
    assertThat(second.get("next_cursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "status=good, 'status: must be one of running, success, warning, failed, interrupted.'",
    "from=yesterday, 'from: must be a time in ISO 8601.'",
    "to=2026-11-23, 'to: must be a time in ISO 8601.'",
    "limit=0, 'limit: must be a whole number from 1 to 500.'",
    "limit=501, 'limit: must be a whole number from 1 to 500.'",
    "limit=1e3, 'limit: must be a whole number from 1 to 500.'",
    "limit=-1, 'limit: must be a whole number from 1 to 500.'",
    "limit=99999999999, 'limit: must be a whole number from 1 to 500.'",
    "stauts=failed, 'stauts: is not a parameter of this route.'"
  })
  void aParameterIsChecked(String query, String message) throws Exception {
    HttpResponse<String> response = service.send("GET", "/runs?" + query);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Service.json(response).get("message").asString()).startsWith(message);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws Exception {
    HttpResponse<String> response = service.send("GET", "/runs?limit=x&b=1&a=1&from=x");

    assertThat(Service.json(response).get("details").findValuesAsString("where"))
        .containsExactly("a", "b", "from", "limit");
  }

  @Test
  void statisticsTellHowEndpointsAreDoing() throws Exception {
    failing.add("two");
    execute();

    JsonNode all = get("/statistics").get("endpoints");
    assertThat(all.get(0).toString())
        .isEqualTo(
            "{\"name\":\"one\",\"calls\":1,\"success_rate\":1.0,\"p50_ms\":0,\"p95_ms\":0,"
                + "\"consecutive_failures\":0}");
    assertThat(all.get(1).toString())
        .isEqualTo(
            "{\"name\":\"two\",\"calls\":1,\"success_rate\":0.0,\"p50_ms\":0,\"p95_ms\":0,"
                + "\"consecutive_failures\":1,\"last_failure_at\":\"2026-11-23T06:00:00.123Z\","
                + "\"last_failure_run\":\"run-1\","
                + "\"last_error\":\"HTTP 503 Service Unavailable\"}");
  }
}

package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Asking for runs that were. */
final class RunQueriesTest extends Routing {

  private List<String> ids(String query) throws Exception {
    return get("/runs" + query).get("runs").findValuesAsString("id");
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
    "?status=&limit=2, 'run-3,run-2'"
  })
  void aListCanBeNarrowed(String query, String expected) throws Exception {
    execute();
    failing.add("two");
    execute();
    failing.clear();
    execute(scheduled("06"));

    assertThat(String.join(",", ids(query))).isEqualTo(expected);
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
                + "\"consecutive_failures\":0,\"last_status_code\":200,\"failing_since\":null,"
                + "\"recent\":[{\"ok\":true,\"ms\":0}]}");
    assertThat(all.get(1).toString())
        .isEqualTo(
            "{\"name\":\"two\",\"calls\":1,\"success_rate\":0.0,\"p50_ms\":0,\"p95_ms\":0,"
                + "\"consecutive_failures\":1,\"last_status_code\":503,"
                + "\"failing_since\":\"2026-11-23T06:00:00.123Z\","
                + "\"last_failure_at\":\"2026-11-23T06:00:00.123Z\","
                + "\"last_failure_run\":\"run-1\","
                + "\"last_error\":\"HTTP 503 Service Unavailable\","
                + "\"recent\":[{\"ok\":false,\"ms\":0}]}");
  }
}

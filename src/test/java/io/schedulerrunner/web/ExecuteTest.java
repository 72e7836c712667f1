package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class ExecuteTest extends Executing {

  private static final String SCHEDULED = "2026-11-23T06:00:00Z";

  @Test
  void theReportIsTheAnswer() throws Exception {
    try (Service service = Service.with(executor)) {
      HttpResponse<String> response = service.send("POST", "/execute");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-run-id")).hasValue("run-1");
      JsonNode report = Service.json(response);
      assertThat(report.get("success").asBoolean()).isTrue();
      assertThat(report.get("run_id").asString()).isEqualTo("run-1");
      assertThat(report.get("results").findValuesAsString("name")).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @CsvSource({"207, 207", "204, 200", "503, 500"})
  void theStatusSaysHowItWent(int answered, int reported) throws Exception {
    FakeExecutor mixed =
        FakeExecutor.answering(
            call -> {
              int status = call.index() == 0 ? 200 : answered;
              return status < 300 ? Sample.succeeded(status) : Sample.failed();
            });
    try (Service service = Service.with(mixed)) {
      assertThat(service.send("POST", "/execute").statusCode()).isEqualTo(reported);
    }
  }

  @Test
  void theDeadlineCountsFromTheArrivalOfTheRequest() throws Exception {
    long before = System.nanoTime();
    try (Service service = Service.with(executor)) {
      service.send("POST", "/execute");
    }

    assertThat(executor.contexts.getFirst().arrivedNanos()).isBetween(before, System.nanoTime());
  }

  @Test
  void whoeverAsksIsAManualTrigger() throws Exception {
    assertThat(trigger()).isEqualTo(Trigger.MANUAL);
  }

  @Test
  void cloudSchedulersHeadersMakeTheTrigger() throws Exception {
    assertThat(
            trigger(
                "X-CloudScheduler",
                "true",
                "X-CloudScheduler-JobName",
                "nightly",
                "X-CloudScheduler-ScheduleTime",
                "2026-11-23T07:00:00+01:00"))
        .isEqualTo(
            new Trigger(
                    "scheduler",
                    Optional.of(Instant.parse(SCHEDULED)),
                    Optional.of("nightly@" + SCHEDULED))
                .of("nightly", Overlap.SKIP));
  }

  @Test
  void anUnreadableScheduleTimeIsAPartOfTheKeyOnly() throws Exception {
    assertThat(
            trigger("X-CloudScheduler-JobName", "nightly", "X-CloudScheduler-ScheduleTime", "soon"))
        .isEqualTo(
            new Trigger("scheduler", Optional.empty(), Optional.of("nightly@soon"))
                .of("nightly", Overlap.SKIP));
  }

  @Test
  void aScheduleTimeWithoutAJobIsNoKey() throws Exception {
    assertThat(trigger("X-CloudScheduler-ScheduleTime", SCHEDULED))
        .isEqualTo(new Trigger("manual", Optional.of(Instant.parse(SCHEDULED)), Optional.empty()));
  }

  @Test
  void anIdempotencyKeyGoesBeforeTheJobsKey() throws Exception {
    assertThat(
            trigger(
                    "Idempotency-Key",
                    "mine",
                    "X-CloudScheduler-JobName",
                    "nightly",
                    "X-CloudScheduler-ScheduleTime",
                    SCHEDULED)
                .key())
        .hasValue("mine");
  }

  @Test
  void aDryRunAnswersThePlanAndCallsNothing() throws Exception {
    try (Service service = reading(body -> dryRun())) {
      HttpResponse<String> response = service.send("POST", "/execute");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Service.json(response).get("endpoints").findValuesAsString("name"))
          .containsExactly("one", "two");
    }
    assertThat(executor.contexts).isEmpty();
  }

  @Test
  void aConnectionServesOneRequestAfterAnother() throws Exception {
    String request = "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    String last =
        "POST /execute HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    try (Service service = Service.with(executor)) {
      assertThat(service.raw(request + request + last).split("HTTP/1.1 200 OK", -1)).hasSize(4);
    }
  }

  private Trigger trigger(String... headers) throws IOException, InterruptedException {
    try (Service service = Service.with(executor)) {
      service.send("POST", "/execute", headers);
    }
    return executor.contexts.getFirst().trigger();
  }

  private static RunRequest dryRun() {
    return new RunRequest(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        OptionalInt.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        true,
        false,
        Duration.ZERO);
  }
}

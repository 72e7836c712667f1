package io.schedulerrunner.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.TraceParent;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.telemetry.Logging;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RunLogTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    install("info");
  }

  @AfterEach
  void silence() {
    install("off");
  }

  private void install(String level) {
    Settings.Logs logs = new Settings.Logs(Settings.Logs.Format.JSON, level, Optional.empty());
    Logging.install(logs, new PrintStream(bytes, false, UTF_8), false, line -> line);
  }

  private List<JsonNode> lines() {
    return bytes.toString(UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static void observe(Outcome... outcomes) {
    Plan plan =
        Plans.parallel(
            java.util.stream.IntStream.range(0, outcomes.length)
                .mapToObj(index -> Plans.get("endpoint-" + (index + 1), "http://localhost/"))
                .toArray(io.schedulerrunner.config.Endpoint[]::new));
    RunStart start = new RunStart("0199-run", Trigger.MANUAL, plan, 0, false);
    RunObserver.Watch watch = new RunLog().begin(start);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      results.add(Runs.result(plan.calls().get(i), outcomes[i], Duration.ofMillis(5), 1));
    }
    results.forEach(watch::finished);
    assertThat(watch.ended(Runs.run(plan, results), true)).isEmpty();
  }

  @Test
  void aSuccessfulRunHasAStartAndASummary() {
    observe(Runs.succeeded(200));
    assertThat(lines())
        .extracting(line -> line.path("severity").asString(), line -> message(line))
        .containsExactly(
            tuple("INFO", "Run 0199-run starts: manual of 1 endpoint, at most 1 at a time"),
            tuple("INFO", "Run 0199-run succeeded: 1 of 1 endpoint succeeded in 1333 ms"));
  }

  @Test
  void eachFailureIsAWarningWithItsCauseAndTheSummaryAnError() {
    observe(
        Runs.succeeded(200),
        Runs.refused(503, "HTTP 503 Service Unavailable"),
        Runs.failed(ErrorType.DNS, "No such host"));
    assertThat(lines())
        .extracting(line -> line.path("severity").asString(), RunLogTest::message)
        .contains(
            tuple("WARNING", "endpoint-2 failed: HTTP 503 Service Unavailable"),
            tuple("WARNING", "endpoint-3 failed: No such host"),
            tuple("ERROR", "Run 0199-run failed: 1 of 3 endpoints succeeded in 1333 ms"))
        .hasSize(4);
  }

  @Test
  void aRunThatABugBrokeOffEndsWithAnErrorThatAlarmsCount() {
    Plan plan = Plans.parallel(Plans.get("endpoint-1", "http://localhost/"));
    new RunLog()
        .begin(new RunStart("0199-run", Trigger.MANUAL, plan, 0, false))
        .broken(new IllegalStateException("a bug"));
    JsonNode last = lines().getLast();
    assertThat(message(last)).isEqualTo("Run 0199-run was broken off by an internal error");
    assertThat(last.path("severity").asString()).isEqualTo("ERROR");
    assertThat(last.path("event").asString()).isEqualTo("run_ended");
    assertThat(last.path("outcome").asString()).isEqualTo("failed");
    assertThat(last.path("trigger").asString()).isEqualTo("manual");
    assertThat(last.path("stack_trace").asString()).contains("IllegalStateException: a bug");
  }

  @Test
  void linesCarryWhatOneSearchesFor() {
    observe(Runs.refused(503, "HTTP 503"));
    assertThat(lines()).allSatisfy(line -> assertThat(line.toString()).contains("0199-run"));
    JsonNode failure = lines().get(1);
    assertThat(failure.path("logging.googleapis.com/labels").path("run_id").asString())
        .isEqualTo("0199-run");
    assertThat(failure.path("logging.googleapis.com/labels").path("endpoint").asString())
        .isEqualTo("endpoint-1");
    assertThat(failure.path("error_type").asString()).isEqualTo("status");
    assertThat(lines().getLast().path("failed").asInt()).isEqualTo(1);
    assertThat(lines().getLast().path("duration_ms").asInt()).isEqualTo(1333);
  }

  @Test
  void linesOfATraceSayWhereTheRunBegan() {
    TraceParent place =
        new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true, "");
    place.call(
        () -> {
          observe(Runs.refused(503, "HTTP 503"));
          return place;
        });
    assertThat(lines())
        .hasSize(3)
        .allSatisfy(
            line -> {
              assertThat(line.path("logging.googleapis.com/spanId").asString())
                  .isEqualTo("00f067aa0ba902b7");
              assertThat(line.path("logging.googleapis.com/trace_sampled").asBoolean()).isTrue();
            });
  }

  private static String message(JsonNode line) {
    return line.path("message").asString();
  }
}

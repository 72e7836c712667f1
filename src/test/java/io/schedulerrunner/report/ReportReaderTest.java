package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportReaderTest {

  private static Run again(Run run) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    new Report(run).writeJson(json);
    return ReportReader.run(Json.read(json.toByteArray()));
  }

  private static String text(Run run) {
    StringBuilder text = new StringBuilder();
    new TextReport(run, Style.PLAIN, false).appendTo(text);
    return text + ReportFormat.TAP.text(run) + ReportFormat.JUNIT.text(run);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Run run =
        Sample.run(
            Sample.failed(),
            Sample.succeeded(207),
            new Outcome.Failed(new Failure(ErrorType.CONNECT, "Nobody listens."), Optional.empty()),
            new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "endpoint-3 failed.")),
            new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "Too late.")),
            new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "Stopped.")),
            Sample.succeeded(200));

    Run read = again(run);

    assertThat(text(read)).isEqualTo(text(run));
    assertThat(read.startedAt()).isEqualTo(run.startedAt());
    assertThat(read.endedAt()).isEqualTo(run.endedAt());
    assertThat(read.trigger().source()).isEqualTo("manual");
    assertThat(read.plan().maxWorkers()).isEqualTo(7);
    Outcome.Failed failed = (Outcome.Failed) read.results().getFirst().outcome();
    assertThat(failed.response().orElseThrow().body().truncated()).isTrue();
    assertThat(failed.response().orElseThrow().body().form()).isEqualTo(KeptBody.Form.TEXT);
    Outcome.Succeeded last = (Outcome.Succeeded) read.results().getLast().outcome();
    assertThat(last.response().body().form()).isEqualTo(KeptBody.Form.JSON);
  }

  @Test
  void attemptsAndTimesAreRead() {
    Call call =
        ReportReader.call(
            Json.read(
                """
                {"index":3,"name":"x","method":"PUT","endpoint":"http://x"}"""));
    Result result =
        ReportReader.result(
            call,
            Json.read(
                """
                {"status":"failed","error_type":"status","error":"No.","status_code":503,"attempts":3,
                 "duration_ms":250,"at":"2026-11-23T06:00:00.500Z","reused":true,"curl":"curl x"}"""));

    assertThat(call.index()).isEqualTo(3);
    assertThat(call.name()).isEqualTo("x");
    assertThat(call.endpoint().target().method()).isEqualTo("PUT");
    assertThat(call.endpoint().target().url().value()).isEqualTo("http://x");
    assertThat(result.attempts()).hasSize(3);
    assertThat(result.attempts().getFirst().startedAt())
        .isEqualTo(Instant.parse("2026-11-23T06:00:00.250Z"));
    assertThat(result.duration()).isEqualTo(Duration.ofMillis(250));
    assertThat(result.finishedAt()).isEqualTo(Instant.parse("2026-11-23T06:00:00.500Z"));
    assertThat(result.reused()).isTrue();
    assertThat(result.curl()).hasValue("curl x");
  }

  @Test
  void littleIsEnough() {
    Call call = ReportReader.call(Json.read("{}"));
    Result good = ReportReader.result(call, Json.read("{\"status\":\"success\"}"));
    Result left =
        ReportReader.result(call, Json.read("{\"status\":\"omitted\",\"error\":\"when\"}"));

    assertThat(Row.of(good).code()).isEqualTo("200");
    assertThat(good.finishedAt()).isEqualTo(Instant.EPOCH);
    assertThat(good.attempts()).isEmpty();
    assertThat(good.curl()).isEmpty();
    assertThat(left.outcome()).isEqualTo(new Outcome.Omitted("when"));
    assertThat(ReportReader.plan(List.of()))
        .isEqualTo(
            new Plan(
                List.of(), Plan.Mode.PARALLEL, 1, Duration.ZERO, Map.of(), Secrets.NONE, false));
  }

  @Test
  void whatIsUnknownIsRefused() {
    Call call = ReportReader.call(Json.read("{}"));

    assertThatThrownBy(() -> ReportReader.result(call, Json.read("{\"status\":\"splendid\"}")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

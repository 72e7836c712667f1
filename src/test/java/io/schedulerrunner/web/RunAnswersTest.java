package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.RunReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a trigger is answered. */
class RunAnswersTest {

  @Test
  void aRunThatOthersCarryOutIsAccepted() throws IOException {
    Answer answer = RunAnswers.of(new RunReply.Accepted("run-1"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(body(answer)).isEqualTo("{\"run_id\":\"run-1\",\"status\":\"running\"}");
  }

  @Test
  void aTriggerThatIsSkippedHasEveryFieldOfAReport() throws IOException {
    Trigger trigger =
        new Trigger("scheduler", Optional.of(Sample.START.minusMillis(123)), Optional.empty());
    RunReply reply =
        new RunReply.Overlapping("run-1", trigger, Sample.START, Duration.ofMillis(1_500));

    assertThat(body(RunAnswers.of(reply)))
        .isEqualTo(
            "{\"success\":true,\"total_endpoints\":0,\"successful\":0,\"warnings\":0,\"failed\":0,"
                + "\"omitted\":0,\"execution_mode\":\"sequential\",\"run_id\":null,"
                + "\"trigger\":\"scheduler\",\"schedule_time\":\"2026-11-23T06:00:00.000Z\","
                + "\"started_at\":\"2026-11-23T06:00:00.123Z\","
                + "\"timestamp\":\"2026-11-23T06:00:01.623Z\",\"duration_ms\":1500,"
                + "\"overlap\":\"skipped\",\"running_run_id\":\"run-1\","
                + "\"results\":[],\"errors\":[]}");
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    new Report(Sample.run(Sample.succeeded(200))).writeJson(report);
    assertThat(Service.json(body(RunAnswers.of(reply))).propertyNames())
        .containsAll(Service.json(report.toString(UTF_8)).propertyNames());
  }

  private static String body(Answer answer) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.body().writeTo(body);
    return body.toString(UTF_8);
  }
}

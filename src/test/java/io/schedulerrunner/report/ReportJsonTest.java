package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Phases;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ReportJsonTest {

  private static final Failure REFUSED =
      new Failure(ErrorType.CONNECT, "Nobody listens at example.test:443.");

  @Test
  void aRunWithoutABlemish() throws IOException {
    assertGolden("all-succeeded.json", Sample.run(Sample.succeeded(200), Sample.succeeded(200)));
  }

  @Test
  void whatWasDoneAboutARunAndThatItIsNotKept() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RunObserver.Note note = new RunObserver.Note("email_notification", "sent", "To ops\ud800.");
    new Report(Sample.run(), false, false, List.of(note)).writeJson(out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "\"history\":\"unavailable\","
                + "\"email_notification\":{\"status\":\"sent\",\"message\":\"To ops?.\"}");
  }

  @Test
  void nothingToDo() throws IOException {
    assertGolden("nothing.json", Sample.run());
  }

  @Test
  void oneResultAloneIsOneObject() throws IOException {
    Run run = Sample.run(Sample.succeeded(200));
    Result measured =
        Sample.result(run.plan().calls().getFirst(), Sample.succeeded(200), List.of(wholly()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Report(run).writeResult(measured, out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"index\":0,\"name\":\"endpoint-1\",")
        .contains(
            "\"phases\":{\"dns_ms\":1.0,\"connect_ms\":2.0,\"tls_ms\":3.5,"
                + "\"first_byte_ms\":4.0,\"body_ms\":5.0}")
        .contains("\"response\":{\"ok\":true}")
        .endsWith("}");
  }

  private static Attempt wholly() {
    return new Attempt(
        1,
        Sample.START,
        Duration.ofMillis(16),
        OptionalInt.of(200),
        Optional.empty(),
        new Phases(1_000_000, 2_000_000, 3_500_000, 4_000_000, 5_000_000),
        Optional.empty());
  }

  @Test
  void howItStandsWithARunComesFirst() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Report(Sample.run()).writeJson(out, Optional.of("running"));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"status\":\"running\",\"success\":");
  }

  @Test
  void everyOutcomeInPlanOrder() throws IOException {
    assertGolden(
        "every-outcome.json",
        Sample.run(
            Sample.failed(),
            Sample.succeeded(207),
            new Outcome.Failed(REFUSED, Optional.empty()),
            new Outcome.Skipped(new Failure(ErrorType.DEPENDENCY, "endpoint-3 did not succeed.")),
            new Outcome.Omitted("when is false"),
            new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "The deadline came first.")),
            new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, "The run was stopped.")),
            Sample.succeeded(200)));
  }

  @Test
  void aFailedCallHasItsRequestAsACommand() throws IOException {
    Result failed = Sample.run(Sample.failed()).results().getFirst();
    Result withCurl =
        new Result(
            failed.call(),
            failed.outcome(),
            failed.finishedAt(),
            failed.duration(),
            List.of(),
            false,
            Optional.of("curl 'https://example.test/\ud800'"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Report(Sample.run(Sample.plan(), List.of(withCurl))).writeJson(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .endsWith("\"attempts\":0,\"curl\":\"curl 'https://example.test/?'\"}]}");
  }

  private static Target withSecrets() {
    Text secret = new Text(List.of(new Text.Substituted("TOKEN", "not-a-real-secret-1", true)));
    return new Target(
        "GET",
        Text.of("https://example.test/a?x=1#top"),
        Map.of("Authorization", secret),
        List.of(new Param("q", Text.of("a b")), new Param("token", secret)),
        Payload.NONE);
  }

  @Test
  void attemptsBodiesAndTriggerInDetail() throws IOException {
    Target target = withSecrets();
    Plan plan =
        Sample.plan(
            Plan.Mode.SEQUENTIAL,
            Secrets.of(List.of("not-a-real-secret-1")),
            Sample.endpoint("detailed", target),
            Sample.endpoint("measured", target));
    Outcome binary =
        new Outcome.Succeeded(
            new Response(200, Sample.body(KeptBody.Form.BASE64, true, "\"gICA\"")));
    Result first =
        Sample.result(plan.calls().getFirst(), binary, List.of(refused(), Sample.attempt(2, 5)));
    Result second =
        new Result(
            plan.calls().getLast(),
            Sample.succeeded(200),
            Sample.START,
            Duration.ofMillis(3),
            List.of(measured()),
            true,
            Optional.empty());
    Trigger trigger =
        new Trigger(
            "scheduler", Optional.of(Instant.parse("2026-11-23T06:00:00Z")), Optional.of("key"));
    assertGolden(
        "details.json",
        new Run(
            "run-1",
            trigger,
            plan,
            Sample.START,
            Sample.START,
            Duration.ZERO,
            List.of(first, second)));
  }

  private static Attempt refused() {
    return new Attempt(
        1,
        Sample.START,
        Duration.ofMillis(3),
        OptionalInt.empty(),
        Optional.of(REFUSED),
        Phases.NONE,
        Optional.empty());
  }

  private static Attempt measured() {
    return new Attempt(
        1,
        Sample.START,
        Duration.ofMillis(3),
        OptionalInt.of(200),
        Optional.empty(),
        new Phases(412_999, 1_000_000, Phases.ABSENT, 1_250_000, 0),
        Optional.of("127.0.0.1:443"));
  }

  private static void assertGolden(String file, Run run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Report(run).writeJson(out);
    Golden.assertMatches(file, out.toByteArray());
  }
}

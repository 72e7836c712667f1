package io.schedulerrunner.report;

import static io.schedulerrunner.testing.Plans.get;
import static io.schedulerrunner.testing.Runs.failed;
import static io.schedulerrunner.testing.Runs.refused;
import static io.schedulerrunner.testing.Runs.result;
import static io.schedulerrunner.testing.Runs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TextReportTest {

  private static final String LONG_NAME = "the-name-of-an-endpoint-that-goes-on-and-on-and-on";

  private static Run everything() {
    Plan plan =
        Plans.parallel(
            get("broken", "http://a"),
            get("orders", "http://b"),
            get(LONG_NAME, "http://c"),
            get("half", "http://d"),
            get("after-broken", "http://e"),
            get("late", "http://f"),
            get("stopped", "http://g"),
            get("left-out", "http://h"));
    var calls = plan.calls();
    Failure dependency = new Failure(ErrorType.DEPENDENCY, "broken did not succeed.");
    Failure deadline = new Failure(ErrorType.DEADLINE, "The deadline came first.");
    Failure cancelled = new Failure(ErrorType.CANCELLED, "The run was stopped.");
    return Runs.run(
        plan,
        List.of(
            result(
                calls.get(0),
                refused(
                    503,
                    "HTTP 503 Service Unavailable: the endpoint answered, but with a status that"
                        + " does not count as success.\u001b[2J"),
                Duration.ofMillis(1_234),
                3),
            result(calls.get(1), succeeded(200), Duration.ofMillis(87), 1),
            result(
                calls.get(2),
                failed(ErrorType.DNS, "The host c could not be found."),
                Duration.ofMillis(5),
                1),
            result(calls.get(3), succeeded(207), Duration.ofMillis(12), 1),
            result(calls.get(4), new Outcome.Skipped(dependency), Duration.ZERO, 0),
            result(calls.get(5), new Outcome.NotStarted(deadline), Duration.ZERO, 0),
            result(calls.get(6), new Outcome.Cancelled(cancelled), Duration.ofSeconds(125), 1),
            result(calls.get(7), new Outcome.Omitted("when is false."), Duration.ZERO, 0)));
  }

  private static String text(Run run, Style style, boolean quiet) {
    StringBuilder text = new StringBuilder();
    new TextReport(run, style, quiet).appendTo(text);
    return text.toString();
  }

  private static Run failing(String curl) {
    Plan plan = Plans.parallel(get("broken", "http://a"));
    Result failed = result(plan.calls().getFirst(), refused(503, "No."), Duration.ofMillis(5), 1);
    return Runs.run(
        plan,
        List.of(
            new Result(
                failed.call(),
                failed.outcome(),
                failed.finishedAt(),
                failed.duration(),
                failed.attempts(),
                false,
                Optional.of(curl))));
  }

  @Test
  void aFailuresRequestStandsBelowItInOnePiece() {
    String line = "curl " + "x".repeat(995);

    assertThat(text(failing(line), new Style(80, true, true), false))
        .contains("No.\n    \u001b[2m" + line + "\u001b[0m\n\n");
    assertThat(text(failing("a\u001b[2J"), Style.PLAIN, false)).doesNotContain("\u001b");
  }

  @Test
  void withoutResponsesTheRestIsAsItWas() {
    Report bare = new Report(everything()).withoutResponses();

    assertThat(bare.run().results())
        .extracting(result -> result.outcome().getClass().getSimpleName())
        .containsExactlyElementsOf(
            everything().results().stream()
                .map(result -> result.outcome().getClass().getSimpleName())
                .toList());
  }

  @Test
  void aVeryLongRequestIsOnlyMentioned() {
    assertThat(text(failing("x".repeat(1001)), Style.PLAIN, true))
        .contains("No.\n    (--json has the request as a curl command of 1001 characters.)\n\n");
  }

  @Test
  void at140ColumnsTheReasonStandsBesideItsEndpoint() {
    assertThat(text(everything(), new Style(140, false, true), false))
        .isEqualTo(
            """
              NAME                                            STATUS       CODE       TIME  TRIES
            ✓ orders                                          success      200       87 ms      1
            ! half                                            warning      207       12 ms      1
            - left-out                                        omitted                              when is false.
            - late                                            not started                          The deadline came first.
            - stopped                                         cancelled          2 min 5 s      1  The run was stopped.
            - after-broken                                    skipped                              broken did not succeed.
            ✗ broken                                          failed       503       1.2 s      3  HTTP 503 Service Unavailable: the endpoint answered,
                                                                                                   but with a status that does not count as
                                                                                                   success.\\u001b[2J
            ✗ the-name-of-an-endpoint-that-goes-on-and-on-a…  failed                  5 ms      1  The host c could not be found.

            8 endpoints: 1 succeeded, 1 with a warning, 1 omitted, 1 not started, 1 cancelled, 1 skipped, 2 failed in 1.3 s (run 0199-run)
            """);
  }

  @Test
  void at80ColumnsTheReasonStandsBelowItsEndpoint() {
    assertThat(text(everything(), new Style(80, false, true), false))
        .isEqualTo(
            """
              NAME                        STATUS       CODE       TIME  TRIES
            ✓ orders                      success      200       87 ms      1
            ! half                        warning      207       12 ms      1
            - left-out                    omitted
                when is false.
            - late                        not started
                The deadline came first.
            - stopped                     cancelled          2 min 5 s      1
                The run was stopped.
            - after-broken                skipped
                broken did not succeed.
            ✗ broken                      failed       503       1.2 s      3
                HTTP 503 Service Unavailable: the endpoint answered, but with a status that
                does not count as success.\\u001b[2J
            ✗ the-name-of-an-endpoint-t…  failed                  5 ms      1
                The host c could not be found.

            8 endpoints: 1 succeeded, 1 with a warning, 1 omitted, 1 not started, 1 cancelled, 1 skipped, 2 failed in 1.3 s
            (run 0199-run)
            """);
  }

  @Test
  void inAFileNothingIsCutOrBroken() {
    assertThat(text(everything(), Style.PLAIN, false))
        .isEqualTo(
            """
              NAME                                                STATUS       CODE       TIME  TRIES
            + orders                                              success      200       87 ms      1
            ! half                                                warning      207       12 ms      1
            - left-out                                            omitted                              when is false.
            - late                                                not started                          The deadline came first.
            - stopped                                             cancelled          2 min 5 s      1  The run was stopped.
            - after-broken                                        skipped                              broken did not succeed.
            x broken                                              failed       503       1.2 s      3  HTTP 503 Service Unavailable: the endpoint answered, but with a status that does not count as success.\\u001b[2J
            x the-name-of-an-endpoint-that-goes-on-and-on-and-on  failed                  5 ms      1  The host c could not be found.

            8 endpoints: 1 succeeded, 1 with a warning, 1 omitted, 1 not started, 1 cancelled, 1 skipped, 2 failed in 1.3 s (run 0199-run)
            """);
  }

  @Test
  void quietlyOnlyWhatDidNotSucceedIsShown() {
    assertThat(text(everything(), new Style(140, false, true), true))
        .doesNotContain("orders", "half", "left-out")
        .contains("broken ", "stopped", "8 endpoints: 1 succeeded");
  }

  @Test
  void quietlyASuccessIsOneLine() {
    Plan plan = Plans.parallel(get("orders", "http://b"));
    Run run =
        Runs.run(
            plan,
            List.of(result(plan.calls().getFirst(), succeeded(200), Duration.ofMillis(87), 1)));
    assertThat(text(run, Style.PLAIN, true))
        .isEqualTo("1 endpoint: 1 succeeded in 1.3 s (run 0199-run)\n");
    assertThat(text(run, new Style(80, true, true), false))
        .isEqualTo(
            """
            \u001b[2m  NAME    STATUS   CODE   TIME  TRIES\u001b[0m
            \u001b[32m✓\u001b[0m orders  \u001b[32msuccess\u001b[0m  200   87 ms      1

            \u001b[32m1 endpoint: 1 succeeded in 1.3 s\u001b[0m \u001b[2m(run 0199-run)\u001b[0m
            """);
  }

  @Test
  void eachKindHasItsColour() {
    String text = text(everything(), new Style(140, true, true), false);
    assertThat(text)
        .contains(
            "\u001b[32msuccess    \u001b[0m",
            "\u001b[33mwarning    \u001b[0m",
            "\u001b[2momitted    \u001b[0m",
            "\u001b[33mnot started\u001b[0m",
            "\u001b[33mcancelled  \u001b[0m",
            "\u001b[33mskipped    \u001b[0m",
            "\u001b[31mfailed     \u001b[0m",
            "\u001b[31m8 endpoints: ");
  }

  @Test
  void theRunsIdStandsBelowWhereItDoesNotFitBeside() {
    Run run = Runs.run(Plans.parallel(), List.of());
    String beside = "0 endpoints: none called in 1.3 s (run 0199-run)";

    assertThat(text(run, new Style(beside.length(), false, true), true)).isEqualTo("%s\n", beside);
    assertThat(text(run, new Style(beside.length() - 1, false, true), true))
        .isEqualTo("0 endpoints: none called in 1.3 s\n(run 0199-run)\n");
  }

  @Test
  void aReasonStandsBesideWhereItHasFortyColumns() {
    int width = "x broken  failed  503   5 ms      1".length();

    assertThat(text(failing("c"), new Style(width + 40, false, false), true))
        .contains("x broken  failed  503   5 ms      1  No.\n");
    assertThat(text(failing("c"), new Style(width + 39, false, false), true))
        .contains("x broken  failed  503   5 ms      1\n    No.\n");
  }

  @Test
  void aRunOfNothingHasOnlyAVerdict() {
    assertThat(text(Runs.run(Plans.parallel(), List.of()), Style.PLAIN, false))
        .isEqualTo("0 endpoints: none called in 1.3 s (run 0199-run)\n");
  }
}

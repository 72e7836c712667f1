package io.schedulerrunner.cli;

import static io.schedulerrunner.testing.Plans.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import io.schedulerrunner.testing.Waiting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunCommandTest {

  private final Shell shell = new Shell().endpoints(get("one", "http://a"), get("two", "http://b"));

  private void twoFails() {
    shell.services.outcomes =
        call ->
            "two".equals(call.name())
                ? Runs.refused(503, "HTTP 503 Service Unavailable.")
                : Runs.succeeded(200);
  }

  @Test
  void whereAllSucceedItExitsWithZero() {
    assertThat(shell.type("run")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
              NAME  STATUS   CODE   TIME  TRIES
            + one   success  200   87 ms      1
            + two   success  200   87 ms      1

            2 endpoints: 2 succeeded in 1.3 s (run 0199-run)
            """);
    assertThat(shell.err().lines())
        .containsExactly("[1/2] success one  200  87 ms", "[2/2] success two  200  87 ms");
    assertThat(shell.services.closed).isTrue();
  }

  @Test
  void aWarningAndWhatIsLeftOutAreNoFailures() {
    shell.services.outcomes =
        call ->
            "one".equals(call.name()) ? Runs.succeeded(207) : new Outcome.Omitted("when is false.");
    assertThat(shell.type("run")).isZero();
  }

  @Test
  void whereOneFailsItExitsWithOne() {
    twoFails();
    assertThat(shell.type("run")).isEqualTo(1);
    assertThat(shell.out()).contains("x two   failed   503   87 ms      1  HTTP 503 Service");
    assertThat(shell.err()).contains("[2/2] failed two  503  87 ms  HTTP 503 Service Unavailable.");
  }

  @Test
  void quietlyOnlyFailuresAreShown() {
    twoFails();
    assertThat(shell.type("run", "--quiet")).isEqualTo(1);
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out()).contains("two").doesNotContain("+ one");
  }

  @Test
  void jsonIsAloneOnStandardOutput() {
    twoFails();
    assertThat(shell.type("run", "--json")).isEqualTo(1);
    assertThat(shell.out()).isEqualTo("{\"report\":2}");
  }

  @Test
  void jsonSaysWhatWasDoneAboutTheRunAndThatTheHistoryLacksIt() {
    SwitchedStore store = new SwitchedStore();
    store.switchOff();
    try (History history = Histories.of(store, new SteppedTime(Runs.NOON))) {
      shell.services.history = history;
      shell.services.observers =
          List.of(start -> new Noting(new RunObserver.Note("email_notification", "sent", "To a.")));
      assertThat(shell.type("run", "--json")).isZero();
    }
    assertThat(shell.out())
        .isEqualTo(
            "{\"report\":2,\"kept\":false,\"notes\":\"[Note[name=email_notification, status=sent,"
                + " message=To a.]]\"}");
  }

  private record Noting(RunObserver.Note note) implements RunObserver.Watch {
    @Override
    public List<RunObserver.Note> ended(Run run, boolean kept) {
      return List.of(note);
    }
  }

  @Test
  void aDryRunCallsNothing() {
    shell.services.duringTheRun =
        () -> {
          throw new IllegalStateException("called");
        };
    assertThat(shell.type("run", "--dry-run")).isZero();
    assertThat(shell.out()).startsWith("2 endpoints, in parallel");
    shell.clear();
    assertThat(shell.type("run", "--dry-run", "--json")).isZero();
    assertThat(shell.out()).isEqualTo("{\"plan\":2}");
  }

  @Test
  void warningsOfTheConfigurationAreShown() {
    shell.services.warnings = java.util.List.of("A secret is too short to be searched for.");
    shell.type("run", "--quiet");
    assertThat(shell.err())
        .isEqualToNormalizingNewlines("warning: A secret is too short to be searched for.\n");
  }

  @Test
  void withoutEndpointsItSaysHowToNameSome() {
    shell.endpoints();
    assertThat(shell.type("run")).isEqualTo(2);
    assertThat(shell.err())
        .contains("error: ENDPOINTS: No endpoints are configured.")
        .contains("  example: runner run https://example.com/task");
  }

  @Test
  void onATerminalTheRunIsSeenAsItGoesOnAndLogLinesAppearAboveIt() {
    shell.terminal = Shell.terminal(80);
    shell.services.duringTheRun =
        () -> {
          shell.ticks.getFirst().run();
          shell.services.logs.getFirst().println("a log line");
        };
    assertThat(shell.type("run")).isZero();
    assertThat(shell.err()).contains("2/2 [", "a log line").endsWith("\u001b[?25h");
    assertThat(shell.ticks).isEmpty();
    assertThat(shell.services.logs).hasSize(2);
    assertThat(shell.out()).contains("✓ one", "2 endpoints: 2 succeeded");
  }

  @Test
  void interruptedItCancelsTheRunAndWaitsForTheReport() throws InterruptedException {
    var interrupted = new java.util.concurrent.CountDownLatch(1);
    Thread[] interrupt = new Thread[1];
    shell.services.duringTheRun =
        () -> {
          interrupt[0] =
              Thread.ofVirtual()
                  .start(
                      () -> {
                        shell.interrupts.getFirst().run();
                        interrupted.countDown();
                      });
          Waiting.until(() -> shell.services.cancelled);
          assertThat(interrupted.getCount()).isOne();
        };
    shell.type("run");
    interrupt[0].join();
    assertThat(shell.out()).contains("2 endpoints:");
  }

  @Test
  void interruptedAfterTheReportNothingIsCancelled() {
    shell.type("run");
    shell.interrupts.getFirst().run();
    assertThat(shell.services.cancelled).isFalse();
  }

  @Test
  void urlsTakeThePlaceOfTheConfiguredEndpoints() {
    shell.environment.putAll(Map.of("ENDPOINTS_FILE", "old.yaml", "PORT", "1"));
    shell.type("run", "https://a/\"x", "https://b");
    assertThat(shell.services.environment)
        .isEqualTo(
            Map.of(
                "ENDPOINTS",
                "[\"https://a/\\\"x\",\"https://b\"]",
                "ENDPOINTS_FILE",
                "",
                "PORT",
                "1"));
  }

  @Test
  void aFileTakesThePlaceOfTheConfiguredEndpoints() {
    shell.environment.put("ENDPOINTS", "[]");
    shell.type("run", "--endpoints", "new.yaml");
    assertThat(shell.services.environment)
        .isEqualTo(Map.of("ENDPOINTS", "", "ENDPOINTS_FILE", "new.yaml"));
  }

  @Test
  void aFileAndUrlsTogetherAreRefused() {
    assertThat(shell.type("run", "--endpoints", "new.yaml", "https://a")).isEqualTo(2);
    assertThat(shell.err()).contains("error: --endpoints: cannot be combined with URLs.");
  }
}

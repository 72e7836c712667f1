package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.report.Style;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import io.schedulerrunner.web.FakeExecutor;
import io.schedulerrunner.web.Service;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunsCommandTest {

  private static final String WARNING =
      "warning: STORE_URL is memory:, where no other process's runs are.\n";

  private final Shell shell = new Shell();
  private final SwitchedStore store = new SwitchedStore();

  @BeforeEach
  void history() {
    shell.services.history = Histories.of(store, new SteppedTime(Runs.NOON));
    shell.endpoints(Sample.endpoint("one"), Sample.endpoint("two"), Sample.endpoint("three"));
    shell.services.outcomes =
        call ->
            switch (call.index()) {
              case 0 -> Runs.succeeded(200);
              case 1 -> Runs.failed(ErrorType.CONNECT, "The connection was refused.");
              default -> new Outcome.Omitted("Not today.");
            };
  }

  @AfterEach
  void close() {
    shell.services.history.close();
  }

  private void ran(String id, Trigger trigger) {
    FakeExecutor executor = FakeExecutor.answering(call -> shell.services.outcomes.apply(call));
    new Runner(
            Service.settings(),
            () -> shell.services.endpoints,
            executor,
            shell.services.history,
            () -> id)
        .run(RunRequest.DEFAULT, trigger, 0, RunListener.NONE);
  }

  @Test
  void withoutRunsItSaysSo() {
    assertThat(shell.type("runs")).isZero();
    assertThat(shell.out()).isEqualTo("No runs.\n");
    assertThat(shell.err()).isEqualTo(WARNING);
  }

  @Test
  void runsAreATable() {
    ran("run-1", Trigger.MANUAL);
    shell.services.outcomes = call -> Runs.succeeded(call.index() == 0 ? 207 : 200);
    ran("run-2", nightly());

    assertThat(shell.type("runs")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            ID     STATUS   TRIGGER            STARTED               DURATION  ENDPOINTS
            run-2  warning  scheduler nightly  2026-11-23T06:00:00Z  5 ms      3 succeeded
            run-1  failed   manual             2026-11-23T06:00:00Z  5 ms      1 succeeded, 1 failed, 1 omitted
            """);
  }

  private static Trigger nightly() {
    return new Trigger("scheduler", Optional.empty(), Optional.of("k"))
        .of("nightly", Overlap.ALLOW);
  }

  @Test
  void aRunThatIsGoingOnOrBrokeOffHasNoEnd() {
    shell.services.outcomes =
        call -> {
          assertThat(shell.type("runs")).isZero();
          throw new IllegalStateException("broken");
        };
    // One with a key is in the history before its first call.
    Trigger keyed = new Trigger("manual", Optional.empty(), Optional.of("k"));
    assertThatThrownBy(() -> ran("run-1", keyed)).hasMessage("broken");
    assertThat(shell.out()).contains("run-1  running  manual ").contains("3 planned\n");
    shell.clear();

    shell.terminal = new Terminal(false, 0, new Style(200, true, true));
    shell.type("runs");
    assertThat(shell.out()).contains("\u001b[33mrun-1  interrupted").contains("3 planned");
  }

  @Test
  void theListCanBeNarrowed() {
    ran("run-1", Trigger.MANUAL);
    ran("run-2", nightly());
    ran("run-3", Trigger.MANUAL);

    shell.type("runs", "--status", "failed", "--limit", "1");
    assertThat(shell.out())
        .contains("run-3 ")
        .doesNotContain("run-2", "run-1")
        .endsWith("There are more; --limit shows them.\n");
    shell.clear();
    shell.type("runs", "--job", "nightly", "--trigger", "scheduler", "--endpoint", "one");
    assertThat(shell.out()).contains("run-2 ").doesNotContain("run-1", "run-3");
  }

  @Test
  void theListCanBeJson() {
    ran("run-1", Trigger.MANUAL);

    shell.type("runs", "--json");
    assertThat(shell.out())
        .startsWith("{\"runs\":[{\"id\":\"run-1\",\"trigger\":\"manual\"")
        .endsWith("\"next_cursor\":null}\n");
  }

  @Test
  void oneRunIsItsReport() {
    ran("run-1", Trigger.MANUAL);

    assertThat(shell.type("runs", "run-1")).isZero();
    assertThat(shell.out())
        .startsWith("failed  manual  2026-11-23T06:00:00Z  5 ms\n\n  NAME ")
        .contains("The connection was refused.")
        .endsWith("in 5 ms (run run-1)\n");
    shell.clear();
    shell.type("runs", "run-1", "--json");
    assertThat(shell.out())
        .startsWith("{\"status\":\"failed\",\"success\":false,\"total_endpoints\":2,")
        .endsWith("}\n");
  }

  @Test
  void anUnknownRunIsSaidToBeUnknown() {
    assertThat(shell.type("runs", "none")).isEqualTo(2);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err())
        .isEqualTo(
            WARNING + "error: ID: There is no run none in the history.\n  example: runner runs\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'must be from 1 to 500, but is 0.\n  example: runner runs --limit 20\n'",
    "501, 'must be from 1 to 500, but is 501.\n  example: runner runs --limit 20\n'",
    "-1, 'must be from 1 to 500, but is -1.\n  example: runner runs --limit 20\n'",
    "99999999999, 'must be from 1 to 500, but is 99999999999.\n  example: runner runs --limit 20\n'",
    "x, 'must be a whole number, but is \"x\".\n  example: --limit 20\n'"
  })
  void theLimitIsChecked(String limit, String message) {
    assertThat(shell.type("runs", "--limit", limit)).isEqualTo(2);
    assertThat(shell.err()).isEqualTo("error: --limit: %s", message);
  }

  @Test
  void aHistoryThatCannotBeReadIsSaidToBe() {
    store.switchOff();

    assertThat(shell.type("runs")).isEqualTo(2);
    assertThat(shell.err())
        .isEqualTo(WARNING + "error: STORE_URL: The history cannot be read. It is switched off.\n");
  }

  @Test
  void warningsAreShown() {
    shell.services.warnings = java.util.List.of("Mind the gap.");
    shell.type("runs");
    assertThat(shell.err()).startsWith("warning: Mind the gap.\n");
  }

  @Test
  void anotherStoreNeedsNoWarning() {
    Shell file = new Shell("sqlite:data/runs.db");
    assertThat(file.type("runs")).isZero();
    assertThat(file.err()).isEmpty();
  }
}

package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Problem;
import io.schedulerrunner.report.Style;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {

  private final Shell shell = new Shell();

  @Test
  void withoutACommandItSaysWhichThereAre() {
    assertThat(shell.type()).isEqualTo(2);
    assertThat(shell.err()).contains("Missing required subcommand", "serve", "run", "plan");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void helpNamesCommandsExitCodesAndEnvironment() {
    assertThat(shell.type("--help")).isZero();
    assertThat(shell.out())
        .contains("Usage: runner", "Commands:", "Exit codes:", "ENDPOINTS_FILE")
        .doesNotContain("\u001b");
    assertThat(shell.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void helpIsColouredOnATerminal() {
    shell.terminal = new Terminal(true, 24, new Style(80, true, true));
    shell.type("--help");
    assertThat(shell.out()).contains("\u001b[");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "run", "plan", "keygen", "cron", "import", "completion"})
  void everyCommandHasHelpWithExamplesAndTheVersion(String command) {
    assertThat(shell.type(command, "--help")).isZero();
    assertThat(shell.out()).contains("Usage: runner", command, "Examples:");
    assertThat(shell.out().lines()).allMatch(line -> line.length() <= 80);
    shell.clear();
    assertThat(shell.type(command, "--version")).isZero();
    assertThat(shell.out()).isEqualToNormalizingNewlines("runner 1.2.3\n");
  }

  @Test
  void theVersionIsPrintedOnStandardOutput() {
    assertThat(shell.type("--version")).isZero();
    assertThat(shell.out()).startsWith("runner 1.2.3");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void anUnknownCommandSuggestsTheNearest() {
    assertThat(shell.type("serv")).isEqualTo(2);
    assertThat(shell.err()).contains("'serv'", "Did you mean", "runner serve");
  }

  @Test
  void anUnknownOptionSuggestsTheNearest() {
    assertThat(shell.type("run", "--sequental")).isEqualTo(2);
    assertThat(shell.err()).contains("'--sequental'", "--sequential");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan"})
  void aNumberThatIsNoneIsSaidWithoutWordsOfJava(String command) {
    assertThat(shell.type(command, "--deadline", "x")).isEqualTo(2);
    assertThat(shell.err())
        .isEqualTo(
            """
            error: --deadline: must be a number of seconds, but is "x".
              example: --deadline 170
            """);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void everyProblemOfAConfigurationIsPrintedWithItsExample() {
    shell.services.problems =
        List.of(
            new Problem("PORT", "must be a number from 1 to 65535, but is \"x\".", "5000"),
            new Problem("ENDPOINTS endpoints[2].timeout", "must be above 0.", ""),
            new Problem("", "Something else.", "one\ntwo"));
    assertThat(shell.type("run")).isEqualTo(2);
    assertThat(shell.err())
        .isEqualTo(
            """
            error: PORT: must be a number from 1 to 65535, but is "x".
              example: 5000
            error: ENDPOINTS endpoints[2].timeout: must be above 0.
            error: Something else.
              example: one
                       two
            3 problems; nothing was called.
            """);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void anErrorInsideIsToldApartFromAFailedEndpoint() {
    shell.services.broken = true;
    assertThat(shell.type("run")).isEqualTo(70);
    assertThat(shell.err()).contains("error: This should not have happened: ", "broken");
  }

  @Test
  void aWorkerWorksOnWhatPostgresHolds() {
    shell.environment.put("DISPATCH", "local");
    assertThat(shell.type("worker")).isZero();
    assertThat(shell.services.environment)
        .isEqualTo(Map.of("DISPATCH", "postgres", "WORKER", "on"));
  }

  @Test
  void serveTakesPortAndHostFromTheCommandLine() {
    shell.environment.put("PORT", "1");
    shell.environment.put("API_KEY", "not-a-real-secret-1");
    assertThat(shell.type("serve", "--port", "8080", "--host", "0.0.0.0")).isZero();
    assertThat(shell.services.environment)
        .isEqualTo(Map.of("PORT", "8080", "HOST", "0.0.0.0", "API_KEY", "not-a-real-secret-1"));
    shell.type("serve");
    assertThat(shell.services.environment)
        .containsEntry("PORT", "1")
        .doesNotContainKeys("HOST", "SCHEDULER");
    shell.type("serve", "--scheduler");
    assertThat(shell.services.environment).containsEntry("SCHEDULER", "on");
  }

  @Test
  void keygenPrintsANewKeyEachTime() {
    assertThat(shell.type("keygen")).isZero();
    String first = shell.out();
    assertThat(first).matches("[A-Za-z0-9_-]{43}\\R");
    shell.clear();
    shell.type("keygen");
    assertThat(shell.out()).hasSameSizeAs(first).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "ZSH"})
  void completionPrintsAScript(String name) {
    assertThat(shell.type("completion", name)).isZero();
    assertThat(shell.out()).contains("complete -F _complete_runner", "--max-workers", "compinit");
    shell.clear();
    assertThat(shell.type("completion", "fish")).isEqualTo(2);
  }
}

package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {

  private static final String GOOD = "CRON_TZ=UTC\n0 9 * * * curl https://a.example.com/é\n";

  private final Shell shell = new Shell();

  @TempDir private Path folder = Path.of("");

  private int run(String input, String... arguments) {
    shell.clear();
    shell.in = new ByteArrayInputStream(input.getBytes(UTF_8));
    return shell.type(
        Stream.concat(Stream.of("import"), Arrays.stream(arguments)).toArray(String[]::new));
  }

  @Test
  void writesTheEndpointsFileToStandardOutput() throws IOException {
    Path crontab = Files.writeString(folder.resolve("crontab"), GOOD);
    assertThat(run("", crontab.toString())).isZero();
    assertThat(shell.out())
        .startsWith("# yaml-language-server:")
        .contains("    url: \"https://a.example.com/é\"\n");
    assertThat(shell.err())
        .isEqualToNormalizingNewlines("1 endpoints, 0 jobs that could not be carried over.\n");
  }

  @Test
  void readsStandardInput() {
    assertThat(run(GOOD, "-")).isZero();
    assertThat(shell.out()).contains("https://a.example.com/é");
  }

  @Test
  void writesToAFile() throws IOException {
    Path target = folder.resolve("endpoints.yaml");
    assertThat(run(GOOD, "-", "--output", target.toString())).isZero();
    assertThat(target).content().contains("https://a.example.com/é");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void saysWhatWasLostAndWhatChanged() {
    assertThat(run("0 9 * * * curl b\n0 9 * * * wget a\n", "-")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualToNormalizingNewlines(
            """
            Could not be carried over: line 2: its command is not curl.
            Note: b: no CRON_TZ goes before it; its time zone is taken to be UTC.
            1 endpoints, 1 jobs that could not be carried over.
            """);
  }

  @Test
  void aCrontabWithoutAZoneTakesTheOneGiven() {
    assertThat(run("0 9 * * * curl b\n", "-", "--zone", "Asia/Tokyo")).isZero();
    assertThat(shell.out()).contains("time_zone: \"Asia/Tokyo\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "[{\"id\": 1}, null]", "hello", "SHELL\nhello world\n"})
  void whatHoldsNoJobsIsAUsageError(String text) {
    assertThat(run(text, "-")).isEqualTo(2);
    assertThat(shell.err()).containsPattern("-: (holds no jobs of Cloud|is neither JSON of Cloud)");
    assertThat(shell.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "# nothing yet\n", "CRON_TZ=UTC\n"})
  void whatHoldsNothingYetIsCarriedOver(String text) {
    assertThat(run(text, "-")).isZero();
    assertThat(shell.err()).contains("0 endpoints, 0 jobs that could not be carried over.");
  }

  @Test
  void whatCannotBeReadOrWrittenIsAUsageError() {
    assertThat(run("", folder.resolve("absent").toString())).isEqualTo(2);
    assertThat(shell.err()).contains("Cannot read ").contains("absent");
    assertThat(run(GOOD, "-", "--output", folder.toString())).isEqualTo(2);
    assertThat(shell.err()).contains("Cannot write ");
    assertThat(run("[", "-")).isEqualTo(2);
    assertThat(shell.err()).contains("-: not valid JSON at line 1, column 2.");
    assertThat(run(GOOD, "-", "--zone", "x")).isEqualTo(2);
    assertThat(shell.err()).contains("--zone: \"x\" is not an IANA time zone.");
  }
}

package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronCommandTest {

  private final Shell shell = new Shell();

  private int run(String... arguments) {
    return shell.type(
        Stream.concat(Stream.of("cron"), Arrays.stream(arguments)).toArray(String[]::new));
  }

  @Test
  void explainsAnExpressionInItsZone() {
    assertThat(run("0 9 * * 1-5", "--zone", "America/New_York")).isZero();
    assertThat(shell.out())
        .contains("At 09:00, Monday to Friday, America/New_York")
        .contains("0 14 * * 1-5")
        .contains("0 13 * * 1-5")
        .contains("--time-zone='America/New_York'");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void theZoneIsUtcUnlessNamed() {
    assertThat(run("@daily")).isZero();
    assertThat(shell.out()).contains("At 00:00, every day, UTC");
  }

  @Test
  void thePolicyIsOnceUnlessNamed() {
    assertThat(run("30 2 * * *", "-z", "Europe/Berlin")).isZero();
    assertThat(shell.out()).contains("one run at 03:00");
    assertThat(run("30 2 * * *", "-z", "Europe/Berlin", "--dst", "skip")).isZero();
    assertThat(shell.out()).contains("no such time; left out.");
  }

  @Test
  void theNameIsWhatIsSpread() {
    assertThat(run("H H * * *", "--name", "nightly")).isZero();
    assertThat(shell.out()).contains("--schedule='39 12 * * *'");
    assertThat(run("H H * * *")).isZero();
    assertThat(run("H H * * *", "--name", "endpoint-1")).isZero();
    String[] runs = shell.out().split("H H \\* \\* \\*\n", -1);
    assertThat(runs[2]).isEqualTo(runs[3]).isNotEqualTo(runs[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 25 * * * | UTC       | once   | position 3: hour: hour is from 0 to 23, not 25. Example: 0 9-17 * * *
          0 5 * * *  | Mars/Base | once   | --zone: "Mars/Base" is not an IANA time zone. Example: --zone America/New_York
          0 5 * * *  | UTC+1     | once   | --zone: "UTC+1" is not an IANA time zone; did you mean "Etc/GMT-1"? Example: --zone America/New_York
          0 5 * * *  | UTC       | always | --dst is once, skip or both, not always.
          """)
  void aMistakeIsExplainedOnTheErrorStream(String text, String zone, String dst, String message) {
    assertThat(run(text, "--zone", zone, "--dst", dst)).isEqualTo(2);
    assertThat(shell.err()).contains(message);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void helpIsThere() {
    assertThat(run("--help")).isZero();
    assertThat(shell.out()).contains("EXPR").contains("--zone").contains("--dst");
  }
}

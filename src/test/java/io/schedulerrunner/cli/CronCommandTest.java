package io.schedulerrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CronCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    return new CommandLine(new CronCommand(clock))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void explainsAnExpressionInItsZone() {
    assertThat(run("0 9 * * 1-5", "--zone", "America/New_York")).isZero();
    assertThat(out.toString())
        .contains("At 09:00, Monday to Friday, America/New_York")
        .contains("0 14 * * 1-5")
        .contains("0 13 * * 1-5")
        .contains("--time-zone='America/New_York'");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theZoneIsUtcUnlessNamed() {
    assertThat(run("@daily")).isZero();
    assertThat(out.toString()).contains("At 00:00, every day, UTC");
  }

  @Test
  void thePolicyIsOnceUnlessNamed() {
    assertThat(run("30 2 * * *", "-z", "Europe/Berlin")).isZero();
    assertThat(out.toString()).contains("one run at 03:00");
    assertThat(run("30 2 * * *", "-z", "Europe/Berlin", "--dst", "skip")).isZero();
    assertThat(out.toString()).contains("no such time; left out.");
  }

  @Test
  void theNameIsWhatIsSpread() {
    assertThat(run("H H * * *", "--name", "nightly")).isZero();
    assertThat(out.toString()).contains("--schedule='39 12 * * *'");
    assertThat(run("H H * * *")).isZero();
    assertThat(run("H H * * *", "--name", "endpoint-1")).isZero();
    String[] runs = out.toString().split("H H \\* \\* \\*\n", -1);
    assertThat(runs[2]).isEqualTo(runs[3]).isNotEqualTo(runs[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 25 * * * | UTC       | once   | position 3: hour: hour is from 0 to 23, not 25. Example: 0 9-17 * * *
          0 5 * * *  | Mars/Base | once   | Mars/Base is not a time zone. Example: --zone America/New_York
          0 5 * * *  | UTC       | always | --dst is once, skip or both, not always.
          """)
  void aMistakeIsExplainedOnTheErrorStream(String text, String zone, String dst, String message) {
    assertThat(run(text, "--zone", zone, "--dst", dst)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpIsThere() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("EXPR").contains("--zone").contains("--dst");
  }
}

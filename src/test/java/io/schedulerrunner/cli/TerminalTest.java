package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.report.Style;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  private static Terminal answering(String size, Charset charset, Map<String, String> environment) {
    return Terminal.of(new ProcessBuilder("echo", size), false, charset, environment);
  }

  @Test
  void theSizeIsWhatTheSystemSays() {
    assertThat(answering("50 140", UTF_8, Map.of()))
        .isEqualTo(new Terminal(true, 50, new Style(140, true, true)));
  }

  @Test
  void theAnswerMayComeByStandardError() {
    assertThat(
            Terminal.of(
                new ProcessBuilder("sh", "-c", "echo 50 140 >&2"), true, US_ASCII, Map.of()))
        .isEqualTo(new Terminal(true, 50, new Style(140, true, false)));
  }

  @Test
  void whatKnowsNoSizeIsTakenFor80By24() {
    assertThat(answering("0 0", UTF_8, Map.of()))
        .isEqualTo(new Terminal(true, 24, new Style(80, true, true)));
  }

  @Test
  void theEnvironmentSaysHowWideAndWhetherColoured() {
    assertThat(answering("50 140", UTF_8, Map.of("COLUMNS", "100", "NO_COLOR", "1")))
        .isEqualTo(new Terminal(true, 50, new Style(100, false, true)));
    assertThat(answering("50 140", UTF_8, Map.of("COLUMNS", "wide", "NO_COLOR", "")))
        .isEqualTo(new Terminal(true, 50, new Style(140, true, true)));
  }

  @Test
  void aDumbTerminalIsNeitherPaintedNorColoured() {
    assertThat(answering("50 140", UTF_8, Map.of("TERM", "dumb")))
        .isEqualTo(new Terminal(false, 50, new Style(140, false, true)));
  }

  @Test
  void whatIsNoTerminalIsEndless() {
    Terminal file = new Terminal(false, 0, new Style(Style.ENDLESS, false, true));
    assertThat(answering("", UTF_8, Map.of())).isEqualTo(file);
    assertThat(Terminal.of(new ProcessBuilder("/no/such/program"), false, UTF_8, Map.of()))
        .isEqualTo(file);
  }

  @Test
  void theStreamsOfThisProcessCanBeAsked() {
    assertThat(Terminal.of(1, UTF_8, Map.of("TERM", "dumb")).live()).isFalse();
    assertThat(Terminal.of(2, UTF_8, Map.of("TERM", "dumb")).live()).isFalse();
  }
}

package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OneLineTest {

  @Test
  void readable_text_stays_as_it_is() {
    assertThat(OneLine.of("Grüße, 世界 🚀 {}\"")).isEqualTo("Grüße, 世界 🚀 {}\"");
  }

  @Test
  void what_breaks_lines_is_escaped() {
    assertThat(OneLine.of("a\nb\rc\td\u2028e\u2029f\u0085"))
        .isEqualTo("a\\nb\\rc\\td\\u2028e\\u2029f\\u0085");
  }

  @Test
  void what_steers_a_terminal_or_hides_is_escaped() {
    assertThat(OneLine.of("\u001b[2J\u0000\u009b\u202e\u200b\udb40\udc01"))
        .isEqualTo("\\u001b[2J\\u0000\\u009b\\u202e\\u200b\\ue0001");
    assertThat(OneLine.of("\ud800")).isEqualTo("\\ud800");
  }
}

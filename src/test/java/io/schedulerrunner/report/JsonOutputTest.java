package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonOutputTest {

  @Test
  void mostTextsAreTakenAsTheyAre() {
    for (String text : new String[] {"", "a", "plain", "\u00fc\uE000"}) {
      assertThat(JsonOutput.wellFormed(text)).isSameAs(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\uD83D\uDE00, \uD83D\uDE00",
    "\uD83D, ?",
    "\uDE00, ?",
    "ab\uD83D, ab?",
    "\uDE00\uD83D, ??",
    "\uD83D\uDE00\uD83Dc, \uD83D\uDE00?c"
  })
  void halfASurrogatePairIsAQuestionMark(String text, String wellFormed) {
    assertThat(JsonOutput.wellFormed(text)).isEqualTo(wellFormed);
  }
}

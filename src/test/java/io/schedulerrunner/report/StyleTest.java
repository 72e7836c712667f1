package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StyleTest {

  private static final Style COLOURED = new Style(10, true, true);

  @Test
  void coloursAreAnsi() {
    assertThat(COLOURED.good("a")).isEqualTo("\u001b[32ma\u001b[0m");
    assertThat(COLOURED.bad("a")).isEqualTo("\u001b[31ma\u001b[0m");
    assertThat(COLOURED.odd("a")).isEqualTo("\u001b[33ma\u001b[0m");
    assertThat(COLOURED.faint("a")).isEqualTo("\u001b[2ma\u001b[0m");
  }

  @Test
  void nothingIsNotColouredAndPlainTextNeither() {
    assertThat(COLOURED.good("")).isEmpty();
    assertThat(Style.PLAIN.bad("a")).isEqualTo("a");
  }

  @Test
  void aCellIsFilledOrCutWithAMark() {
    assertThat(COLOURED.cell("abc", 5)).isEqualTo("abc  ");
    assertThat(COLOURED.cell("abcde", 5)).isEqualTo("abcde");
    assertThat(COLOURED.cell("abcdef", 5)).isEqualTo("abcd…");
    assertThat(Style.PLAIN.cell("abcdef", 5)).isEqualTo("abcd~");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndMarksNone() {
    assertThat(COLOURED.cell("世界", 5)).isEqualTo("世界 ");
    assertThat(COLOURED.cell("世界世", 5)).isEqualTo("世界…");
    assertThat(COLOURED.cell("世界世", 4)).isEqualTo("世… ");
    assertThat(COLOURED.cell("かカ한🚀", 8)).isEqualTo("かカ한🚀");
    assertThat(COLOURED.cell("e\u0301\u20dd", 2)).isEqualTo("e\u0301\u20dd ");
    assertThat(COLOURED.cell("🚀🚀🚀", 4)).isEqualTo("🚀… ");
  }

  @Test
  void aWidthThatHoldsNothingIsNotBelieved() {
    assertThat(new Style(1, false, true).columns()).isEqualTo(10);
    assertThat(new Style(11, false, true).columns()).isEqualTo(11);
  }

  @Test
  void longTextIsBrokenBetweenWords() {
    assertThat(COLOURED.wrap("")).containsExactly("");
    assertThat(COLOURED.wrap("exactly 10")).containsExactly("exactly 10");
    assertThat(COLOURED.wrap("one two three four")).containsExactly("one two", "three four");
    assertThat(COLOURED.wrap("abcdefghijklm no")).containsExactly("abcdefghij", "klm no");
    assertThat(COLOURED.wrap(" abcdefghijkl")).containsExactly(" abcdefghi", "jkl");
  }
}

package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {

  private static final List<String> KNOWN = List.of("url", "timeout", "tags", "time_zone");

  @ParameterizedTest
  @CsvSource({
    "timout, timeout",
    "TIMEOUT, timeout",
    "uri, url",
    "timezone, time_zone",
    "tag, tags",
    "tgas, tags",
  })
  void theNearestNameIsMeant(String name, String meant) {
    assertThat(Suggestions.nearest(name, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "tiers", "''"})
  void whatIsFarFromAllMeansNone(String name) {
    assertThat(Suggestions.nearest(name, KNOWN)).isEmpty();
  }

  @Test
  void aNameOfMegabytesMeansNone() {
    assertThat(Suggestions.nearest("x".repeat(8_000_000), KNOWN)).isEmpty();
  }

  @Test
  void theFirstOfEquallyNearOnesIsTaken() {
    assertThat(Suggestions.nearest("ab", List.of("ac", "ad"))).contains("ac");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "kitten, sitting, 3",
    "ab, ba, 1",
    "abc, acb, 1",
    "ab, ca, 2",
    "aab, aba, 1",
    "abcd, badc, 2",
    "xa, ay, 2",
  })
  void distanceCountsSteps(String a, String b, int steps) {
    assertThat(Suggestions.distance(a, b)).isEqualTo(steps);
  }

  @Property
  void distanceIsTheSameBothWays(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    assertThat(Suggestions.distance(a, b)).isEqualTo(Suggestions.distance(b, a));
    assertThat(Suggestions.distance(a, b) == 0).isEqualTo(a.equals(b));
  }
}

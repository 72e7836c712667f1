package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a text is read as, and where it stood. */
final class DecodedTest {

  private static List<String> views(String text) {
    return Decoded.viewsOf(text).stream().map(Decoded::text).toList();
  }

  private static String visible(String text) {
    return text.replace('\u0000', '0');
  }

  @ParameterizedTest
  @CsvSource({
    "%41, A",
    "%7F, \u007f",
    "%80, %80",
    "%80%80, \uFFFD\uFFFD",
    "%00, 0",
    "%C3%00, \uFFFD0",
    "%C3%BC, \u00fc",
    "%DF%BF, \u07ff",
    "%E2%82%AC, \u20ac",
    "%F0%9F%98%80, \uD83D\uDE00",
    "%4, %4",
    "%zz, %zz",
    "%-1, %-1"
  })
  void bytesAreUtf8(String written, String read) {
    assertThat(views(written).stream().map(DecodedTest::visible)).containsExactly(written, read);
  }

  @ParameterizedTest
  @CsvSource({
    "&amp;, &",
    "&#0;, 0",
    "&#65;, A",
    "&#x41;, A",
    "&#X41;, A",
    "&#000000065;, A",
    "&#0000000065;, &#0000000065;",
    "&#zz;, &#zz;",
    "&#xzz;, &#xzz;"
  })
  void entitiesGoByNameOrNumber(String written, String read) {
    assertThat(views(written).stream().map(DecodedTest::visible)).containsExactly(written, read);
  }

  @ParameterizedTest
  @CsvSource({"\\n, '\n'", "\\u0041, A", "\\u0000, 0", "\\u004, \\u004", "\\x, \\x", "\\, \\"})
  void jsonEscapesWithABackslash(String written, String read) {
    assertThat(views(written).stream().map(DecodedTest::visible)).startsWith(written, read);
  }

  @Test
  void aPlusIsABlankWhereverItStands() {
    assertThat(views("+a")).containsExactly("+a", " a");
    assertThat(views("a+b%2B")).containsExactly("a+b%2B", "a+b+", "a b+");
  }

  @Test
  void jsonInJsonIsReadButNoDeeper() {
    assertThat(views("\\".repeat(16)))
        .containsExactly("\\".repeat(16), "\\".repeat(8), "\\".repeat(4));
    assertThat(views("\\u0025\\u0034\\u0031")).containsExactly("\\u0025\\u0034\\u0031", "%41", "A");
    assertThat(views("plain")).containsExactly("plain");
  }

  @Test
  void everyCharacterKnowsWhereItBegan() {
    Decoded view = Decoded.viewsOf("a%F0%9F%98%80b%").getLast();

    assertThat(view.text()).isEqualTo("a\uD83D\uDE00b%");
    assertThat(IntStream.range(0, 6).map(view::start)).containsExactly(0, 1, 1, 13, 14, 15);
    assertThat(Decoded.viewsOf("ab").getFirst().start(2)).isEqualTo(2);
  }
}

package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  private static final String SECRET = "p@ss/wörd \"<'&>\\+=%😀\n1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "p@ss/wörd \"<'&>\\\\+=%😀\\n1",
        "p%40ss%2Fw%C3%B6rd%20%22%3C%27%26%3E%5C%2B%3D%25%F0%9F%98%80%0A1",
        "p%40ss%2fw%c3%b6rd%20%22%3c%27%26%3e%5c%2b%3d%25%f0%9f%98%80%0a1",
        "p@ss/w%C3%B6rd+%22%3C'%26%3E%5C%2B=%25%F0%9F%98%80%0A1",
        "p@ss/wörd \\\\\"<'&>\\\\\\\\+=%😀\\\\n1",
        "p@ss\\\\/w\\\\u00f6rd \\\\\"\\\\u003c\\\\u0027\\\\u0026\\\\u003E\\\\\\\\+=%\\\\uD83D\\\\ude00\\\\u000A1",
        "p@ss/wörd &quot;&lt;&#39;&amp;&gt;\\\\+=%😀\\n1",
        "p@ss/w&#246;rd &#34;&lt;&apos;&amp;&gt;\\\\+=%&#x1F600;&#10;1",
        "p@ss/w&#XF6;rd &quot;&lt;&#x27;&amp;&gt;&#92;&#43;&#61;&#37;😀&#xA;1",
        "p@ss\\\\/wörd \\\\u0026quot;\\\\u0026lt;\\\\u0026#39;\\\\u0026amp;>\\\\\\\\+=%😀\\\\n1",
        "cEBzcy93w7ZyZCAiPCcmPlwrPSXwn5iACjE=",
        "cEBzcy93w7ZyZCAiPCcmPlwrPSXwn5iACjE",
      })
  void aSecretIsFoundHoweverItIsWritten(String written) {
    String text = unescaped(written);

    assertThat(Secrets.of(List.of(SECRET)).redact("<" + text + ">")).isEqualTo("<***>");
  }

  @Test
  void jsonInsideJsonIsReadTwice() {
    Secrets secrets = Secrets.of(List.of("pass\"word"));

    assertThat(secrets.redact("{\"a\":\"{\\\"b\\\":\\\"pass\\\\\\\"word\\\"}\"}"))
        .isEqualTo("{\"a\":\"{\\\"b\\\":\\\"***\\\"}\"}");
    assertThat(secrets.redact("{\"a\":\"pass%22word pass&quot;word\\n\"}"))
        .isEqualTo("{\"a\":\"*** ***\\n\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%4",
        "%4x",
        "%x4",
        "%41",
        "%C3",
        "%C3%",
        "%C3%4",
        "%E2%82x",
        "%F0%9F%98x",
        "%FF%FF%FF%FF%",
        "+",
        "&",
        "&;",
        "&amp",
        "&unknown;",
        "&#;",
        "&#x;",
        "&#xZZ;",
        "&#x110000;",
        "&#-1;",
        "&#0000000000041;",
        "\\",
        "\\x",
        "\\u12",
        "\\uZZZZ",
        "\\\\\\\\",
      })
  void whatIsNoEscapeStaysAsItIs(String text) {
    assertThat(Secrets.of(List.of("secret-1")).redact(text + "secret-1" + text))
        .isEqualTo("%s***%s", text, text);
  }

  @Test
  void escapesHaveTheirBounds() {
    assertThat(Secrets.of(List.of("Asecret")).redact("&#000000065;secret")).isEqualTo("***");
    assertThat(Secrets.of(List.of("Asecret")).redact("&#0000000065;secret"))
        .isEqualTo("&#0000000065;secret");
    assertThat(Secrets.of(List.of("ก secret")).redact("%E0%B8%81%20secret")).isEqualTo("***");
  }

  @Test
  void whatIsNotAsciiIsHiddenWhereItsBytesAreReadOneByOne() {
    Secrets secrets = Secrets.of(List.of("geheim-\u00fc\u20ac", "secret-1"));

    assertThat(secrets.redact("a geheim-\u00c3\u00bc\u00e2\u0082\u00ac b secret-1"))
        .isEqualTo("a *** b ***");
    assertThat(secrets.and(List.of("another")).longest()).isEqualTo(secrets.longest());
  }

  @Test
  void everythingElseStays() {
    Secrets secrets = Secrets.of(List.of("secret-1", "secret-2"));

    assertThat(secrets.redact("")).isEmpty();
    assertThat(secrets.redact("secret")).isEqualTo("secret");
    assertThat(secrets.redact("secret-")).isEqualTo("secret-");
    assertThat(secrets.redact("secret-3")).isEqualTo("secret-3");
    assertThat(secrets.redact("a secret-1, secret-2; secret-3 b"))
        .isEqualTo("a ***, ***; secret-3 b");
  }

  @Test
  void whatOnlyBeginsLikeASecretStays() {
    Secrets secrets = Secrets.of(List.of("000000-first", "secret-1"));

    assertThat(secrets.redact("<000000-other>")).isEqualTo("<000000-other>");
    assertThat(secrets.redact("<000000")).isEqualTo("<000000");
    assertThat(secrets.redact("<secret-")).isEqualTo("<secret-");
    assertThat(secrets.redact("<000000-first")).isEqualTo("<***");
  }

  @Test
  void ofSecretsThatBeginAlikeTheLongestIsHidden() {
    Secrets secrets = Secrets.of(List.of("secret", "secret-1", "secret-1-more", "secret-2"));

    assertThat(secrets.redact("<secret>")).isEqualTo("<***>");
    assertThat(secrets.redact("<secret-1>")).isEqualTo("<***>");
    assertThat(secrets.redact("<secret-1-mo>")).isEqualTo("<***-mo>");
    assertThat(secrets.redact("<secret-1-more>")).isEqualTo("<***>");
    assertThat(secrets.redact("<secret-1-nope>")).isEqualTo("<***-nope>");
    assertThat(secrets.redact("<secret-0>")).isEqualTo("<***-0>");
    assertThat(secrets.redact("<secret-9>")).isEqualTo("<***-9>");
  }

  @Test
  void ofSecretsThatOverlapNothingIsLeft() {
    Secrets secrets = Secrets.of(List.of("abcdefgh", "efghijkl"));

    assertThat(secrets.redact("<abcdefghijkl>")).isEqualTo("<***>");
    assertThat(secrets.redact("<abcdefghefghijkl>")).isEqualTo("<***>");
  }

  @Test
  void whatComesTogetherAroundAHiddenSecretIsHiddenToo() {
    Secrets secrets = Secrets.of(List.of("ab***cd", "secret-1"));

    assertThat(secrets.redact("absecret-1cd")).isEqualTo("***");
  }

  @Test
  void shortOnesAreNotSearchedFor() {
    assertThat(Secrets.of(List.of("12345")).isEmpty()).isTrue();
    assertThat(Secrets.of(List.of("12345")).redact("12345")).isEqualTo("12345");
    assertThat(Secrets.of(List.of("123456")).isEmpty()).isFalse();
    assertThat(Secrets.of(List.of("123456")).redact("123456")).isEqualTo("***");
    assertThat(Secrets.NONE.isEmpty()).isTrue();
    assertThat(Secrets.NONE.longest()).isZero();
    assertThat(Secrets.NONE.redact("text")).isEqualTo("text");
    assertThat(Secrets.NONE.redact("text", 2)).isEqualTo("te");
    assertThat(Secrets.NONE.redact("text", 9)).isEqualTo("text");
  }

  @Test
  void eachLongLineOfASecretIsOneItself() {
    Secrets secrets = Secrets.of(List.of("-----BEGIN\r\n  line-one  \nline2\n"));

    assertThat(secrets.redact("x -----BEGIN, line-one, line2")).isEqualTo("x ***, ***, line2");
    assertThat(Secrets.of(List.of("  secret-1 ")).redact("<secret-1>")).isEqualTo("<***>");
  }

  @Test
  void aCutNeverLeavesAPartOfASecret() {
    Secrets secrets = Secrets.of(List.of("secret-1"));
    String text = "ab secret-1 cd";

    assertThat(secrets.redact(text, 0)).isEmpty();
    assertThat(secrets.redact(text, 3)).isEqualTo("ab ");
    assertThat(secrets.redact(text, 4)).isEqualTo("ab ***");
    assertThat(secrets.redact(text, 10)).isEqualTo("ab ***");
    assertThat(secrets.redact(text, 11)).isEqualTo("ab ***");
    assertThat(secrets.redact(text, 12)).isEqualTo("ab *** ");
    assertThat(secrets.redact(text, 99)).isEqualTo("ab *** cd");
    assertThat(secrets.redact("secret-1secret-1", 9)).isEqualTo("***");
  }

  @Test
  void theLongestIsWhatTheLongestEscapeTakes() {
    // c2VjcmV0MQ== is the longest form of secret1, with its padding written as %3D.
    assertThat(Secrets.of(List.of("secret1")).longest()).isEqualTo(10 + 2 * 12);
    assertThat(Secrets.of(List.of("secret1", "short")).longest()).isEqualTo(10 + 2 * 12);
    assertThat(Secrets.of(List.of("!\"§$%&")).longest()).isEqualTo(7 * 12);
    assertThat(Secrets.of(List.of("secretsecret")).longest()).isEqualTo(16);
  }

  @Test
  void secretsAddUp() {
    Secrets one = Secrets.of(List.of("secret-1"));

    assertThat(one.and(List.of("secret-2")).redact("secret-1 secret-2")).isEqualTo("*** ***");
    assertThat(one.and(List.of())).isSameAs(one);
    assertThat(one.and(Secrets.of(List.of("secret-2"))).redact("secret-1 secret-2"))
        .isEqualTo("*** ***");
    assertThat(one.and(Secrets.NONE)).isSameAs(one);
    assertThat(Secrets.NONE.and(one)).isSameAs(one);
  }

  @Test
  void thousandsAreFoundInOnePass() {
    List<String> values = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    StringBuilder hidden = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      values.add("not-a-real-secret-" + i + "!");
      text.append(i % 7).append("not-a-real-secret-").append(i).append('!');
      hidden.append(i % 7).append("***");
    }

    assertThat(Secrets.of(values).redact(text.toString())).isEqualTo(hidden.toString());
  }

  private static String unescaped(String text) {
    return text.replace("\\\\", "\u0001").replace("\\n", "\n").replace('\u0001', '\\');
  }
}

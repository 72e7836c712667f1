package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.core.io.JsonStringEncoder;

/** Whatever a secret holds, wherever it stands and wherever the text is cut. */
final class SecretsProperties {

  private static final List<UnaryOperator<String>> ENCODINGS =
      List.of(
          text -> text,
          SecretsProperties::percent,
          text -> percent(text).toLowerCase(Locale.ROOT).equals(text) ? text : lower(percent(text)),
          text -> URLEncoder.encode(text, StandardCharsets.UTF_8),
          SecretsProperties::json,
          text -> json(json(text)),
          SecretsProperties::html,
          text -> json(html(text)),
          text -> Base64.getEncoder().encodeToString(bytes(text)),
          text -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text)));

  @Property
  void noEncodingOfASecretIsEverShown(
      @ForAll("secrets") String secret,
      @ForAll("texts") String before,
      @ForAll("texts") String after,
      @ForAll @IntRange(max = 9) int encoding) {
    String written = ENCODINGS.get(encoding).apply(secret);
    Secrets secrets = Secrets.of(List.of(secret));

    // The tilde keeps "%2" from making an escape with what follows.
    String shown = secrets.redact(before + "~" + written + after);

    assertThat(shown).doesNotContain(secret).doesNotContain(written);
    assertThat(written.length()).isLessThanOrEqualTo(secrets.longest());
  }

  @Property
  void noCutLeavesAPartOfASecret(
      @ForAll("secrets") String secret,
      @ForAll("texts") String before,
      @ForAll @IntRange(max = 9) int encoding,
      @ForAll @IntRange(max = 60) int cut) {
    String written = ENCODINGS.get(encoding).apply(secret);
    Secrets secrets = Secrets.of(List.of(secret));
    String start = before + "~";
    int limit = start.length() + Math.min(cut, written.length());
    // What a reader of a long answer holds: the limit and the longest secret.
    String text = start + written + "~".repeat(secrets.longest());

    String shown = secrets.redact(text, limit);

    assertThat(shown).doesNotContain(secret);
    if (limit > start.length()) {
      assertThat(shown).endsWith(Text.HIDDEN);
    }
    for (int length = Secrets.SHORTEST; length <= Math.min(cut, written.length()); length++) {
      assertThat(shown).doesNotEndWith(written.substring(0, length));
    }
  }

  @Property
  void aTextWithoutSecretsStays(@ForAll("texts") String text) {
    assertThat(Secrets.of(List.of("0123456789")).redact(text)).isEqualTo(text);
  }

  @Property
  void severalSecretsAreHiddenAtOnce(
      @ForAll("secrets") String one, @ForAll("secrets") String two, @ForAll("texts") String text) {
    String shown = Secrets.of(List.of(one, two)).redact(one + text + two + one);

    assertThat(shown).doesNotContain(one).doesNotContain(two);
  }

  /** Anything but the asterisks that stand in the place of a secret. */
  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .ofMinLength(6)
        .ofMaxLength(24)
        .withChars("abXY019 \"'<>&%+=/\\:;{}$#!?,.-_\n\r\tß€\u00e9")
        .filter(secret -> secret.strip().length() >= Secrets.SHORTEST);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(12).withChars("cdZ2 \"&%+\\u/;\n😀");
  }

  private static String percent(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : bytes(text)) {
      char c = (char) (b & 0xFF);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  private static String lower(String percent) {
    StringBuilder lower = new StringBuilder(percent);
    for (int i = percent.indexOf('%'); i >= 0; i = percent.indexOf('%', i + 1)) {
      lower.replace(i, i + 3, percent.substring(i, i + 3).toLowerCase(Locale.ROOT));
    }
    return lower.toString();
  }

  private static String json(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

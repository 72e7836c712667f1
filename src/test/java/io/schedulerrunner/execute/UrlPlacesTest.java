package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in URLs. */
class UrlPlacesTest {

  private static final UrlPlaces PLACES = new UrlPlaces();

  @ParameterizedTest
  @CsvSource({
    "http://h/, a/b?c#d&e=f g, a%2Fb%3Fc%23d%26e%3Df%20g",
    "http://h/, Az09-._~, Az09-._~",
    "http://h/, ü, %C3%BC",
    "http://h?q=, +, %2B",
    "http://h?q=, .., ..",
    "http://h#, ., .",
    "http://h/, a., a.",
    "http://, host-1.example, host-1.example",
    "http://h:, 8080, 8080",
    "http://, azAZ09, azAZ09",
    "http, s, s",
    "'', https://h/a?b=c, https://h/a?b=c",
  })
  void aValueIsWrittenForItsPlace(String before, String value, String written) {
    assertThat(PLACES.encode(before, value)).isEqualTo(written);
  }

  @Test
  void nothingIsNothing() {
    assertThat(PLACES.encode("http://h/", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil@", "a/b", "a?b", "a#b", "a:1", "é", "\u0080", "[::1]", "a`", "a{"})
  void theHostCannotBeChanged(String value) {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> PLACES.encode("http://api.", value))
        .withMessage(
            "would change the host of the URL: only letters, digits, - and . may stand there");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void thePathCannotBeLeft(String value) {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> PLACES.encode("http://h/a/", value))
        .withMessage("would change the path of the URL: it is nothing but dots");
  }

  @Property
  void anyValueIsOneSegment(@ForAll @NotEmpty String value) {
    String text = value.replaceAll("[\\p{Cs}.]", "x");

    URI uri = URI.create("http://h/a/" + PLACES.encode("http://h/a/", text) + "/b");

    assertThat(uri.getRawPath().split("/", -1)).hasSize(4);
    assertThat(uri.getPath()).isEqualTo(String.join("/", "", "a", text, "b"));
    assertThat(uri.getRawQuery()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h", "HTTPS://h:1/a?b#c"})
  void anHttpUrlIsFine(String url) {
    assertThat(PLACES.problem(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://h, is not an absolute http or https URL",
    "/a, is not an absolute http or https URL",
    "http:///a, is not an absolute http or https URL",
    "http://u:p@h, holds a user name or password",
    "http://h/a b, is not a valid URL: Illegal character in path",
  })
  void othersAreNot(String url, String problem) {
    assertThat(PLACES.problem(url)).contains(problem);
  }
}

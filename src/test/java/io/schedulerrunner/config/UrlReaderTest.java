package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

/** What is known of a URL before it is called. */
final class UrlReaderTest {

  private final Reading reading = Reading.untrusted();

  private Optional<UrlReader.Url> read(String url) {
    return UrlReader.read(new Value(StringNode.valueOf(url), "url", reading));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://A.example",
        "https://A.example/{{ x }}",
        "https://A.example?{{ x }}",
        "https://A.example#{{ x }}",
        "https://A.example:9090/{{ x }}/b?c={{ y }}"
      })
  void theHostIsKnownWhereNoTemplateCanChangeIt(String url) {
    assertThat(read(url).flatMap(UrlReader.Url::host)).contains("a.example");
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ base }}",
        "{{ base }}/path",
        "https://{{ host }}",
        "https://a{{ x }}.example/b?c#d",
        "https://a.example{{ x }}/b",
        "https://a.example:80{{ x }}/b"
      })
  void theHostIsNotKnownWhereATemplateMayChangeIt(String url) {
    assertThat(read(url).orElseThrow())
        .returns(Optional.empty(), UrlReader.Url::host)
        .returns(url, read -> read.text().value());
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "80", "9", "9090", "65535", "00080", ""})
  void aPortIsFrom1To65535(String port) {
    assertThat(read("https://a.example:" + port)).isPresent();
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "99999", "100000", "8/0", "8:0"})
  void nothingElseIsAPort(String port) {
    assertThat(read("https://a.example:" + port.replace("/", "-"))).isEmpty();
    assertThat(reading.problems()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "://{{ x }}|is not a valid URL: Expected scheme name.",
        "htps://me:pass@a.example/x@y|must be an absolute http or https URL, but is"
            + " \"htps://***@a.example/x@y\".",
        "ftp://me:p@ss@h?q|must be an absolute http or https URL, but is \"ftp://***@h?q\".",
        "ftp://{{ x }}|must be an absolute http or https URL, but is \"ftp://{{ x }}\".",
        "x{{ y }}|must be an absolute http or https URL, but is \"x{{ y }}\"."
      })
  void whatBeginsOtherwiseIsNoHttpUrlAndIsShownWithoutAPassword(String url, String message) {
    assertThat(read(url)).isEmpty();
    assertThat(reading.problems()).extracting(Problem::message).containsExactly(message);
  }

  @Test
  void anotherIsReadWithItsUserAndPassword() {
    UrlReader.Url url = read("https://me:p%40ss@a.example/x").orElseThrow();

    assertThat(url.userInfo()).contains(new UrlReader.UserInfo("me", "p@ss"));
    assertThat(url.text().value()).isEqualTo("https://a.example/x");
    assertThat(url.host()).contains("a.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a/..", "/a/../b/../", "/.", "/..x", "/.../a", "//../x", "/./a/%2E%2e"})
  void aPathMayGoUpAsFarAsItWentDown(String path) {
    assertThat(read("https://a.example" + path)).isPresent();
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/..", "/../x", "/a/../..", "/./../x", "/%2e%2E/x", "/a/.%2e/../b", "/../{{ x }}"})
  void aPathMayNotLeaveTheRoot(String path) {
    assertThat(read("https://a.example" + path)).isEmpty();
    assertThat(reading.problems())
        .extracting(Problem::message)
        .containsExactly("has a path with more .. than folders.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://b\u00fccher.example/", "https://me@\u4f8b.example/{{ x }}"})
  void aHostIsWrittenInAscii(String url) {
    assertThat(read(url)).isEmpty();
    assertThat(reading.problems())
        .extracting(Problem::message)
        .containsExactly("has a host that is not in ASCII; write it in the form with xn--.");
  }
}

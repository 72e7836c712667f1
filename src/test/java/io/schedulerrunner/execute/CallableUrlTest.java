package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Plans;
import org.eclipse.jetty.http.HttpURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may make of a URL. */
class CallableUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.example/x, http, a.example, 80",
    "HTTPS://a.example, https, a.example, 443",
    "https://a.example:8443/?x, https, a.example, 8443",
    "http://[::1]:81/, http, [::1], 81",
  })
  void anAbsoluteHttpUrlIsTakenApart(String text, String scheme, String host, int port) {
    HttpURI url = CallableUrl.of(text).orElseThrow();

    assertThat(url.getScheme()).isEqualTo(scheme);
    assertThat(url.getHost()).isEqualTo(host);
    assertThat(Transfer.port(url)).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a URL",
        "/path",
        "a.example",
        "ftp://a.example/",
        "http://",
        "http://a b/",
        "http://a:b/",
        "http://a%20b/",
        "mailto:a@b.example"
      })
  void anythingElseIsNone(String text) {
    assertThat(CallableUrl.of(text)).isEmpty();
  }

  @Test
  void andIsNotCalled() {
    Result result =
        Executors.run(Plans.parallel(Plans.get("one", "http://a b/"))).results().getFirst();

    assertThat(Executors.failed(result).failure())
        .isEqualTo(new Failure(ErrorType.PROTOCOL, "This is not a URL that can be called."));
  }
}

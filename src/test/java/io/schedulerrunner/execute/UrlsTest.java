package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Text;
import java.util.List;
import org.eclipse.jetty.http.HttpURI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of URLs before they are called. */
class UrlsTest {

  @ParameterizedTest
  @CsvSource({
    "http://h/p,       http://h/p?a=b%20c",
    "http://h/p?x=1,   http://h/p?x=1&a=b%20c",
    "http://h/p#top,   http://h/p?a=b%20c",
    "http://h/p?x#top, http://h/p?x&a=b%20c",
    "#top,             ?a=b%20c",
    "?x=1,             ?x=1&a=b%20c",
  })
  void parametersComeBehindThoseOfTheUrl(String url, String whole) {
    List<Param> params = List.of(new Param("a", Text.of("b c")));

    assertThat(Requests.withParams(url, params, Text::value)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/,      80",
    "https://h/,     443",
    "http://h:8080/, 8080",
    "https://h:1/,   1",
    "http://h:0/,    80",
  })
  void whereNoPortIsNamedItIsTheSchemes(String url, int port) {
    assertThat(Transfer.port(HttpURI.from(url))).isEqualTo(port);
  }
}

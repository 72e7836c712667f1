package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointReaderTest {

  @Test
  void aStringIsAUrlWithEveryDefault() {
    assertThat(Endpoints.read("['https://a.example/x']").endpoints())
        .containsExactly(
            new Endpoint(
                "endpoint-1",
                new Target(
                    "POST", Text.of("https://a.example/x"), Map.of(), List.of(), Payload.NONE),
                Duration.ofSeconds(30),
                Set.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Expectation.SUCCESS,
                Retry.NEVER,
                Optional.empty(),
                Optional.empty(),
                true));
  }

  @Test
  void anObjectSaysTheSame() {
    assertThat(Endpoints.read("{'endpoints': [{'url': 'https://a.example/x'}]}").endpoints())
        .isEqualTo(Endpoints.read("['https://a.example/x']").endpoints());
  }

  @Test
  void everyFieldIsRead() {
    EndpointSet set =
        Endpoints.read(
            """
            {'limits': {'slow': {'concurrency': 2}},
             'endpoints': [
              'https://b.example',
              {'name': 'Refresh_1-a', 'url': 'https://a.example/x?y=z', 'method': 'patch',
               'headers': {'X-B': 'b', 'X-A': 'a\\tb é'}, 'json': {'a': [1, true, null, 'x']},
               'params': {'p': 'one', 'q': [1.50, 'two', false]}, 'timeout': 0.25,
               'tags': ['nightly', 'b'], 'schedule': '0 6 * * *', 'time_zone': 'Europe/Berlin',
               'depends_on': ['endpoint-1'], 'when': 'true',
               'expect': {'status': [200, '3xx'], 'body': 'response.ok'},
               'retry': {'max_attempts': 4, 'min_backoff': 0.5, 'max_backoff': 60,
                         'on': ['dns', 503, '4xx']},
               'auth': {'type': 'oidc', 'audience': 'https://c.example'}, 'limit': 'slow'}]}
            """);

    assertThat(set.endpoints().get(1)).isEqualTo(everyField());
    assertThat(set.endpoints().get(1).target().headers().keySet()).containsExactly("X-B", "X-A");
    assertThat(set.endpoints().get(1).tags()).containsExactly("nightly", "b");
  }

  private static Endpoint everyField() {
    Target target =
        new Target(
            "PATCH",
            Text.of("https://a.example/x?y=z"),
            Map.of("X-B", Text.of("b"), "X-A", Text.of("a\tb é")),
            List.of(
                new Param("p", Text.of("one")),
                new Param("q", Text.of("1.50")),
                new Param("q", Text.of("two")),
                new Param("q", Text.of("false"))),
            new Payload.Json(Json.read("{\"a\":[1,true,null,\"x\"]}")));
    return new Endpoint(
        "Refresh_1-a",
        target,
        Duration.ofMillis(250),
        Set.of("nightly", "b"),
        Optional.of(new Schedule("0 6 * * *", ZoneId.of("Europe/Berlin"))),
        List.of("endpoint-1"),
        Optional.of(Text.of("true")),
        new Expectation(
            new StatusSet(List.of(new StatusSet.Range(200, 200), new StatusSet.Range(300, 399))),
            Optional.of(Text.of("response.ok"))),
        new Retry(
            4,
            Duration.ofMillis(500),
            Duration.ofSeconds(60),
            Set.of("dns"),
            new StatusSet(List.of(new StatusSet.Range(503, 503), new StatusSet.Range(400, 499)))),
        Optional.of(new Auth.Oidc(Optional.of(Text.of("https://c.example")))),
        Optional.of("slow"),
        true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Head", "POST", "put", "PaTcH", "delete", "options"})
  void methodsAreKnownInAnyCase(String method) {
    assertThat(Endpoints.one("'method': '" + method + "'").target().method())
        .isEqualToIgnoringCase(method)
        .isUpperCase();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://a.example|a.example",
        "HTTPS://A.Example:8443/x|a.example",
        "http://localhost:1|localhost",
        "http://a.example:65535|a.example",
        "http://a.example:/x|a.example",
        "http://my_service:8080/|my_service",
        "http://[::1]:80/|[::1]",
        "http://[::1]/|[::1]",
        "http://[1::]:80/|[1::]",
        "https://a.example/{{ results.a.response }}|a.example",
        "https://a.example/{{ a }}/b{{|a.example",
        "https://a.example?x={{ a|a.example",
        "https://{{ a }}.example/|",
        "https://a.example{{ a }}|",
        "{{ a }}|",
        "http{{ a }}|",
        "http:/{{ a }}|",
        "https://a.example#{{ a }}|a.example",
        "https://{{ a }}|",
      })
  void aUrlMayHoldTemplatesAndItsHostIsKnownWhereItIsFixed(String url, @Nullable String host) {
    String hosts = host == null ? "a.example" : host;
    String limits = "{'limits': {'l': {'concurrency': 1, 'hosts': ['" + hosts + "']}},";
    Endpoint endpoint =
        Endpoints.read(limits + "'endpoints': ['" + url + "']}").endpoints().getFirst();

    assertThat(endpoint.target().url()).isEqualTo(Text.of(url));
    assertThat(endpoint.limit()).isEqualTo(Optional.ofNullable(host).map(known -> "l"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://{{ a }}.example/", "https://{{ a }}.example", "https://{{ a }}"})
  void aHostThatOnlyTheCallWillTellSharesNoLimit(String url) {
    String limits = "{'limits': {'l': {'concurrency': 1, 'hosts': ['1.example', '1']}},";

    assertThat(Endpoints.read(limits + "'endpoints': ['" + url + "']}").endpoints())
        .extracting(Endpoint::limit)
        .containsExactly(Optional.empty());
  }

  @Test
  void aNamedLimitGoesBeforeTheOneOfTheHost() {
    String limits =
        """
        {'limits': {'a': {'concurrency': 1, 'hosts': ['a.example']}, 'b': {'spread': 1}},
         'endpoints': [{'url': 'https://a.example', 'limit': 'b'}, 'https://b.example']}
        """;

    assertThat(Endpoints.read(limits).endpoints())
        .extracting(Endpoint::limit)
        .containsExactly(Optional.of("b"), Optional.empty());
  }
}

package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times, bodies, retries, limits and dependencies of endpoints. */
final class EndpointRulesTest {

  @ParameterizedTest
  @CsvSource({
    "1, PT1S",
    "0.001, PT0.001S",
    "0.0000000001, PT0.000000001S",
    "1e-999999999, PT0.000000001S",
    "1.0000000001, PT1.000000001S",
    "1000000, PT277H46M40S",
    "1e3, PT16M40S",
  })
  void secondsMayHaveFractions(String seconds, Duration timeout) {
    assertThat(Endpoints.one("'timeout': " + seconds).timeout()).isEqualTo(timeout);
  }

  @Test
  void theTimeoutOfTheSettingsIsTheDefault() {
    assertThat(Endpoints.one("'tags': []", "REQUEST_TIMEOUT=1.5").timeout())
        .isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void everyCallIsTracedUnlessAnEndpointSaysOtherwise() {
    assertThat(Endpoints.one("'tags': []").trace()).isTrue();
    assertThat(Endpoints.one("'trace': true").trace()).isTrue();
    assertThat(Endpoints.one("'trace': false").trace()).isFalse();
  }

  @Test
  void whetherCallsAreTracedIsTrueOrFalseInEndpointsAndInDefaults() {
    assertThatThrownBy(() -> Endpoints.one("'trace': 'no'"))
        .hasMessage(
            "ENDPOINTS: endpoints[0].trace: must be true or false, but is a string. Example: true");
    assertThatThrownBy(() -> Endpoints.read("{'defaults': {'trace': 0}, 'endpoints': []}"))
        .hasMessage(
            "ENDPOINTS: defaults.trace: must be true or false, but is a number. Example: true");
  }

  @Test
  void anotherRequestIsAllThatChanges() {
    Endpoint endpoint = Endpoints.one("'trace': false, 'name': 'a', 'tags': ['b'], 'timeout': 7");
    Target other = Endpoints.url("https://b.example").target();

    assertThat(endpoint.with(other).target()).isEqualTo(other);
    assertThat(endpoint.with(other).with(endpoint.target())).isEqualTo(endpoint);
  }

  @Test
  void ofAnEndpointThatIsOnlyShownNoMoreIsKnown() {
    Endpoint shown = Endpoint.shown("a", "PUT", "https://a.example");

    assertThat(shown.name()).isEqualTo("a");
    assertThat(shown.timeout()).isZero();
    assertThat(shown.target())
        .isEqualTo(
            new Target("PUT", Text.of("https://a.example"), Map.of(), List.of(), Payload.NONE));
  }

  @Test
  void aScheduleIsInUtcUnlessItSaysOtherwise() {
    assertThat(Endpoints.one("'schedule': '@daily'").schedule())
        .contains(new Schedule("@daily", ZoneId.of("UTC")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"'text'|RAW", "''|RAW", "{'a': 1}|JSON", "[1]|JSON", "{}|JSON"})
  void aBodyIsTextUnlessItIsAnObjectOrAnArray(String body, String kind) {
    Payload payload = Endpoints.one("'body': " + body).target().payload();

    assertThat(payload).isInstanceOf(kind.equals("RAW") ? Payload.Raw.class : Payload.Json.class);
  }

  @Test
  void jsonMayBeNullAndText() {
    assertThat(Endpoints.one("'json': null").target().payload())
        .isEqualTo(new Payload.Json(Json.read("null")));
    assertThat(Endpoints.one("'json': 'x'").target().payload())
        .isEqualTo(new Payload.Json(Json.read("\"x\"")));
  }

  @Test
  void retriesHaveDefaults() {
    assertThat(Endpoints.one("'retry': {'max_attempts': 3}").retry())
        .isEqualTo(
            new Retry(
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Set.of("connect", "timeout"),
                new StatusSet(
                    List.of(new StatusSet.Range(429, 429), new StatusSet.Range(500, 599)))));
    assertThat(Endpoints.one("'retry': {}").retry()).isEqualTo(Retry.NEVER);
  }

  @Test
  void theLongestPauseIsNeverShorterThanTheFirst() {
    assertThat(Endpoints.one("'retry': {'min_backoff': 40}").retry().maxBackoff())
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(Endpoints.one("'retry': {'min_backoff': 0, 'max_backoff': 0}").retry())
        .returns(Duration.ZERO, Retry::minBackoff)
        .returns(Duration.ZERO, Retry::maxBackoff);
    assertThat(Endpoints.one("'retry': {'min_backoff': 5, 'max_backoff': 5}").retry().maxBackoff())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void retriesCanBeForNothing() {
    assertThat(Endpoints.one("'retry': {'on': []}").retry())
        .returns(Set.of(), Retry::errors)
        .returns(new StatusSet(List.of()), Retry::statuses);
  }

  @Test
  void everyErrorThatMayPassCanBeTriedAgain() {
    String all = "'dns','connect','tls','timeout','protocol','expectation','auth'";

    assertThat(Endpoints.one("'retry': {'on': [" + all + "]}").retry().errors())
        .containsExactlyInAnyOrder(all.replace("'", "").split(","));
  }

  @Test
  void everyClassOfStatusCodesIsKnown() {
    assertThat(Endpoints.one("'expect': {'status': ['1xx', '2xx', '3xx', '4xx', '5xx']}").expect())
        .isEqualTo(
            new Expectation(
                new StatusSet(
                    List.of(
                        new StatusSet.Range(100, 199),
                        new StatusSet.Range(200, 299),
                        new StatusSet.Range(300, 399),
                        new StatusSet.Range(400, 499),
                        new StatusSet.Range(500, 599))),
                Optional.empty()));
    assertThat(Endpoints.one("'expect': {}").expect()).isEqualTo(Expectation.SUCCESS);
    assertThat(Endpoints.one("'expect': {'status': [100, 599]}").expect().status())
        .isEqualTo(
            new StatusSet(List.of(new StatusSet.Range(100, 100), new StatusSet.Range(599, 599))));
  }

  @Test
  void limitsAreRead() {
    String limits =
        """
        {'limits': {
          'a': {'concurrency': 3, 'rate': 0.5, 'per': 'minute', 'spread': 1.5,
                'hosts': ['A.example', 'b.example']},
          'b': {'rate': 10, 'per': 'second'},
          'c': {'rate': 10},
          'd_-1': {'spread': 60}},
         'endpoints': []}
        """;

    assertThat(Endpoints.read(limits).limits())
        .containsExactly(
            Map.entry(
                "a",
                new Limit(
                    "a",
                    OptionalInt.of(3),
                    Optional.of(new Limit.Rate(0.5, Duration.ofMinutes(1))),
                    Optional.of(Duration.ofMillis(1500)),
                    List.of("a.example", "b.example"))),
            Map.entry("b", rate("b")),
            Map.entry("c", rate("c")),
            Map.entry(
                "d_-1",
                new Limit(
                    "d_-1",
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofMinutes(1)),
                    List.of())));
  }

  private static Limit rate(String name) {
    return new Limit(
        name,
        OptionalInt.empty(),
        Optional.of(new Limit.Rate(10, Duration.ofSeconds(1))),
        Optional.empty(),
        List.of());
  }

  @Test
  void manyEndpointsMayWaitForOneAnotherAndInAnyOrder() {
    String diamond =
        """
        [{'url': 'https://a.example', 'name': 'd', 'depends_on': ['b', 'c']},
         {'url': 'https://a.example', 'name': 'b', 'depends_on': ['a']},
         {'url': 'https://a.example', 'name': 'c', 'depends_on': ['a', 'a']},
         {'url': 'https://a.example', 'name': 'a'}]
        """;

    assertThat(Endpoints.read(diamond).endpoints())
        .extracting(Endpoint::dependsOn)
        .containsExactly(List.of("b", "c"), List.of("a"), List.of("a", "a"), List.of());
  }

  @Test
  void aChainOfThousandsIsNoProblem() {
    StringBuilder chain = new StringBuilder("['https://a.example'");
    for (int i = 1; i < 20_000; i++) {
      chain
          .append(",{'url': 'https://a.example', 'depends_on': ['endpoint-")
          .append(i)
          .append("']}");
    }

    assertThat(Endpoints.read(chain.append(']').toString()).endpoints()).hasSize(20_000);
  }
}

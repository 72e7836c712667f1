package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DefaultsTest {

  @Test
  void whatAnEndpointDoesNotSayTheDefaultsSay() {
    Endpoint endpoint = read("{'url': 'https://a.example', 'schedule': '@daily'}");

    assertThat(endpoint.target().method()).isEqualTo("GET");
    assertThat(endpoint.target().headers())
        .isEqualTo(Map.of("X-A", Text.of("general"), "X-B", Text.of("general")));
    assertThat(endpoint.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(endpoint.tags()).containsExactly("general");
    assertThat(endpoint.schedule().map(Schedule::zone)).contains(ZoneId.of("Europe/Berlin"));
    assertThat(endpoint.expect().body()).contains(Text.of("general"));
    assertThat(endpoint.retry()).isEqualTo(retry(7, 2, 503));
    assertThat(endpoint.auth()).contains(new Auth.Oidc(Optional.empty()));
    assertThat(endpoint.limit()).contains("slow");
  }

  @Test
  void aStringGetsTheDefaultsToo() {
    assertThat(read("'https://a.example'").target().method()).isEqualTo("GET");
    assertThat(read("'https://a.example'").schedule()).isEmpty();
  }

  @Test
  void whatAnEndpointSaysGoesFirst() {
    Endpoint endpoint =
        read(
            """
            {'url': 'https://a.example', 'method': 'PUT', 'headers': {'x-a': 'own', 'X-C': 'own'},
             'timeout': 1, 'tags': ['own'], 'schedule': '@daily', 'time_zone': 'UTC',
             'expect': {'status': [200]}, 'retry': {'max_attempts': 2},
             'auth': {'type': 'none'}}
            """);

    assertThat(endpoint.target().method()).isEqualTo("PUT");
    assertThat(endpoint.target().headers())
        .containsExactly(
            Map.entry("X-B", Text.of("general")),
            Map.entry("x-a", Text.of("own")),
            Map.entry("X-C", Text.of("own")));
    assertThat(endpoint.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(endpoint.tags()).containsExactly("own");
    assertThat(endpoint.schedule().map(Schedule::zone)).contains(ZoneId.of("UTC"));
    assertThat(endpoint.expect().body()).isEmpty();
    assertThat(endpoint.retry()).isEqualTo(retry(2, 2, 503));
    assertThat(endpoint.auth()).isEmpty();
  }

  @Test
  void anEndpointWithItsOwnAuthorizationSwitchesTheDefaultOff() {
    Endpoint endpoint =
        read(
            "{'url': 'https://a.example', 'headers': {'Authorization': 'x'},"
                + " 'auth': {'type': 'none'}}");

    assertThat(endpoint.auth()).isEmpty();
  }

  private static Retry retry(int attempts, int seconds, int status) {
    return new Retry(
        attempts,
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(30),
        Set.of(),
        new StatusSet(List.of(new StatusSet.Range(status, status))));
  }

  private static Endpoint read(String endpoint) {
    String json =
        """
        {'limits': {'slow': {'concurrency': 1}},
         'defaults': {'method': 'GET', 'headers': {'X-A': 'general', 'X-B': 'general'},
           'timeout': 5, 'tags': ['general'], 'time_zone': 'Europe/Berlin',
           'expect': {'status': [204], 'body': 'general'},
           'retry': {'max_attempts': 7, 'min_backoff': 2, 'on': [503]},
           'auth': {'type': 'oidc'}, 'limit': 'slow'},
         'endpoints': [%s]}
        """
            .formatted(endpoint);
    return Endpoints.read(json).endpoints().getFirst();
  }
}

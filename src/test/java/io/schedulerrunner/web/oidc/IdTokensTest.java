package io.schedulerrunner.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.testing.Issuer;
import io.schedulerrunner.testing.WebServer;
import io.schedulerrunner.web.Answer;
import io.schedulerrunner.web.Gate;
import io.schedulerrunner.web.HttpService;
import io.schedulerrunner.web.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ID tokens as a way in, beside API keys. */
class IdTokensTest {

  private static final RSAKey KEY = Issuer.rsa("one");
  private static final String API_KEY = "not-a-real-key-1";
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  private final Issuer issuer = new Issuer();
  private final HttpClient client = HttpClient.newHttpClient();
  private final IdTokens tokens = tokens(issuer.uri());
  private final HttpService service = service();

  @BeforeEach
  void start() throws Exception {
    issuer.publish(KEY);
    service.start();
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    service.stop(Duration.ZERO);
    tokens.close();
    issuer.close();
  }

  private static Settings.Oidc settings(URI issuer) {
    return new Settings.Oidc(Issuer.AUDIENCE, Set.of(Issuer.ACCOUNT), issuer);
  }

  private static IdTokens tokens(URI issuer) {
    return IdTokens.of(settings(issuer), InstantSource.fixed(NOW));
  }

  private HttpService service() {
    Settings.Access access =
        new Settings.Access(List.of(API_KEY), Optional.of(settings(issuer.uri())));
    Route route =
        Route.guarded("GET", "/", "For tests.", request -> new Answer(200, Map.of(), out -> {}));
    return new HttpService(
        new Settings.Listen("127.0.0.1", 0, 1000),
        Gate.of(access, tokens),
        List.of(route),
        () -> {});
  }

  private HttpResponse<String> get(String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> bearing(String token) throws Exception {
    return get("Authorization", "Bearer " + token);
  }

  private String token() {
    return Issuer.signed(JWSAlgorithm.RS256, KEY, issuer.claims(NOW).build());
  }

  @Test
  void aValidTokenOpens() throws Exception {
    assertThat(bearing(token()).statusCode()).isEqualTo(200);
    assertThat(get("authorization", "bearer  " + token()).statusCode()).isEqualTo(200);
  }

  @Test
  void eitherWayInSuffices() throws Exception {
    assertThat(get("X-API-Key", API_KEY).statusCode()).isEqualTo(200);
    assertThat(get("X-API-Key", "wrong", "Authorization", "Bearer " + token()).statusCode())
        .isEqualTo(200);
    assertThat(get("X-API-Key", API_KEY, "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic bm90OnJlYWw=", "Bearer"})
  void withoutATokenThereIsAChallengeForBothWays(String header) throws Exception {
    HttpResponse<String> response = get("Authorization", header);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("ApiKey header=\"X-API-Key\", Bearer");
  }

  @Test
  void theReasonIsNotInTheAnswer() throws Exception {
    String expired =
        Issuer.signed(
            JWSAlgorithm.RS256, KEY, issuer.claims(NOW.minus(Duration.ofDays(1))).build());

    for (String wrong : List.of("garbage", expired)) {
      HttpResponse<String> response = bearing(wrong);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":\"forbidden\","
                  + "\"message\":\"The token is not valid for this service.\"}");
    }
  }

  @Test
  void aKeyThatIsRotatedInMidFlightIsFound() throws Exception {
    RSAKey next = Issuer.rsa("two");
    assertThat(bearing(token()).statusCode()).isEqualTo(200);
    issuer.publish(KEY, next);

    String renewed = Issuer.signed(JWSAlgorithm.RS256, next, issuer.claims(NOW).build());
    assertThat(bearing(renewed).statusCode()).isEqualTo(200);
    assertThat(bearing(token()).statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyComesInWhileTheKeysCannotBeHad() throws Exception {
    issuer.answerKeysWith(WebServer.always(500, "text/plain", "down"));
    assertThat(bearing(token()).statusCode()).isEqualTo(403);
    issuer.answerKeysWith(WebServer.always(200, "text/plain", "garbage"));
    assertThat(bearing(token()).statusCode()).isEqualTo(403);
    issuer.recover();
    assertThat(bearing(token()).statusCode()).isEqualTo(200);
    issuer.answerKeysWith(WebServer.always(500, "text/plain", "down"));
    assertThat(bearing(token()).statusCode()).isEqualTo(200);
  }
}

package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthReaderTest {

  private static final String SECRET = "not-a-real-secret-1";

  @Test
  void oidcHasAnAudienceOrTheUrlsOrigin() {
    assertThat(auth("'type': 'oidc', 'audience': 'x'"))
        .contains(new Auth.Oidc(Optional.of(Text.of("x"))));
    assertThat(auth("'type': 'oidc'")).contains(new Auth.Oidc(Optional.empty()));
  }

  @Test
  void oauthHasScopes() {
    assertThat(auth("'type': 'oauth', 'scopes': ['a', 'b']"))
        .contains(new Auth.OAuth(List.of("a", "b")));
    assertThat(auth("'type': 'oauth'")).contains(new Auth.OAuth(List.of()));
  }

  @Test
  void noneIsNone() {
    assertThat(auth("'type': 'none'")).isEmpty();
  }

  @Test
  void basicHasAUsernameAndASecretPassword() {
    EndpointSet set = read("'type': 'basic', 'username': 'me', 'password': '" + SECRET + "'");

    Auth.Basic auth = (Auth.Basic) set.endpoints().getFirst().auth().orElseThrow();
    assertThat(auth.username().value()).isEqualTo("me");
    assertThat(auth.password().value()).isEqualTo(SECRET);
    assertThat(auth).hasToString("Basic[username=me, password=***]");
    assertThat(set.secrets().redact(SECRET)).isEqualTo("***");
    assertThat(set.secrets().redact("Basic " + base64("me:" + SECRET))).isEqualTo("Basic ***");
  }

  @Test
  void aBearerTokenIsSecret() {
    EndpointSet set = read("'type': 'bearer', 'token': '" + SECRET + "'");

    Auth.Bearer auth = (Auth.Bearer) set.endpoints().getFirst().auth().orElseThrow();
    assertThat(auth.token().value()).isEqualTo(SECRET);
    assertThat(auth).hasToString("Bearer[token=***]");
    assertThat(set.secrets().redact(SECRET)).isEqualTo("***");
  }

  @Test
  void aSigningSecretIsSecretAndItsHeaderHasADefault() {
    EndpointSet set = read("'type': 'hmac', 'secret': '" + SECRET + "'");

    Auth.Hmac auth = (Auth.Hmac) set.endpoints().getFirst().auth().orElseThrow();
    assertThat(auth.secret().value()).isEqualTo(SECRET);
    assertThat(auth).hasToString("Hmac[secret=***, header=X-Runner-Signature]");
    assertThat(set.secrets().redact(SECRET)).isEqualTo("***");
    assertThat(auth("'type': 'hmac', 'secret': 's', 'header': 'X-Hub'"))
        .map(hmac -> ((Auth.Hmac) hmac).header())
        .contains("X-Hub");
  }

  @Test
  void aSignatureMayStandBesideAnAuthorizationHeader() {
    Endpoint endpoint =
        Endpoints.one(
            "'headers': {'Authorization': 'x'}, 'auth': {'type': 'hmac', 'secret': 'some-secret'}");

    assertThat(endpoint.auth()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:not-a-real-secret-1@a.example/x@y, https://a.example/x@y, me, not-a-real-secret-1",
    "https://me@a.example:8080, https://a.example:8080, me, ''",
    "https://@a.example, https://a.example, '', ''",
    "https://:pass@a.example, https://a.example, '', pass",
    "https://m%40e:not%2Breal+secret%3A@a.example/?x=1, https://a.example/?x=1, m@e, not+real+secret:",
    "https://me:pass:word@a.example/{{ x }}, https://a.example/{{ x }}, me, pass:word",
  })
  void aUserInTheUrlMeansBasic(String url, String sent, String username, String password) {
    Endpoint endpoint = Endpoints.url(url);

    assertThat(endpoint.target().url()).isEqualTo(Text.of(sent));
    Auth.Basic basic = (Auth.Basic) endpoint.auth().orElseThrow();
    assertThat(basic.username().value()).isEqualTo(username);
    assertThat(basic.password().value()).isEqualTo(password);
    assertThat(basic.password().shown()).isEqualTo("***");
  }

  @Test
  void aSecretUrlWithAUserStaysHiddenAsAWhole() {
    EndpointSet set =
        Endpoints.read("['${TARGET}/y']", "TARGET=https://me:" + SECRET + "@a.example/x");

    Endpoint endpoint = set.endpoints().getFirst();
    assertThat(endpoint.target().url().value()).isEqualTo("https://a.example/x/y");
    assertThat(endpoint.target().url().shown()).isEqualTo("***");
    assertThat(endpoint.auth()).map(Auth::toString).contains("Basic[username=me, password=***]");
    assertThat(set.secrets().redact(SECRET + base64("me:" + SECRET))).isEqualTo("***");
  }

  private static Optional<Auth> auth(String fields) {
    return read(fields).endpoints().getFirst().auth();
  }

  private static EndpointSet read(String fields) {
    return Endpoints.read("[{'url': 'https://a.example', 'auth': {" + fields + "}}]");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

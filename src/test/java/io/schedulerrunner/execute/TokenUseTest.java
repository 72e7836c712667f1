package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which token an endpoint gets, and which one it does not. */
class TokenUseTest extends Authenticating {

  private static final Auth OAUTH = new Auth.OAuth(List.of());

  @Test
  void oidcSendsAnIdTokenForTheOriginOfTheUrl() {
    String shown = body(OIDC, "/path?query=1");

    WebServer.Received asked = tokens.server().received().getFirst();
    String audience = server.url("").replace(":", "%3A").replace("/", "%2F");
    assertThat(asked.target())
        .isEqualTo("%s?format=full&audience=%s", TokenServer.IDENTITY, audience);
    assertThat(asked.header("Metadata-flavor")).isEqualTo("Google");
    assertThat(asked.header("Connection")).isEqualTo("close");
    assertThat(sent("Authorization"))
        .isEqualTo("Bearer %s", TokenServer.identity("1", time.now().plusSeconds(3600)));
    assertThat(shown).isEqualTo("\"Bearer *** null\"");
  }

  @Test
  void theOriginHasNoPortWhereTheUrlHasNone() {
    // Nothing can be called there: the metadata server is the only thing that hears of it.
    call(OIDC, Plans.get("one", "HTTP://EXAMPLE.invalid/path"));

    assertThat(tokens.server().received().getFirst().target())
        .endsWith("audience=http%3A%2F%2Fexample.invalid");
  }

  @Test
  void oidcTakesAnotherAudience() {
    body(new Auth.Oidc(Optional.of(Text.of("https://api.example.com/a b"))), "/");

    assertThat(tokens.server().received().getFirst().target())
        .endsWith("audience=https%3A%2F%2Fapi.example.com%2Fa+b");
  }

  @Test
  void thereIsNoTokenForWhatIsNoUrl() {
    Outcome.Failed failed = Executors.failed(call(OIDC, Plans.get("one", "http://[1/")));

    assertThat(failed.failure())
        .isEqualTo(
            new Failure(ErrorType.AUTH, "There is no ID token for a URL that cannot be called."));
  }

  @Test
  void oauthSendsAnAccessToken() {
    String shown = body(OAUTH, "/");

    assertThat(tokens.server().received().getFirst().target())
        .isEqualTo(
            TokenServer.TOKEN + "?scopes=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcloud-platform");
    assertThat(sent("Authorization")).isEqualTo("Bearer not-a-real-token-1");
    assertThat(shown).isEqualTo("\"Bearer *** null\"");
  }

  @Test
  void oauthTakesScopes() {
    body(new Auth.OAuth(List.of("one", "two")), "/");

    assertThat(tokens.server().received().getFirst().target()).endsWith("?scopes=one%2Ctwo");
  }

  @Test
  void aHundredCallersShareOneToken() {
    Endpoint[] endpoints =
        IntStream.range(0, 100)
            .mapToObj(i -> Plans.as(OIDC, Plans.get("one-" + i, server.url("/"))))
            .toArray(Endpoint[]::new);

    Run run = run(Map.of(), Plans.parallel(endpoints));

    assertThat(run.results()).allMatch(it -> it.outcome() instanceof Outcome.Succeeded);
    assertThat(tokens.server().received()).hasSize(1);
    assertThat(server.received()).hasSize(100);
  }

  private Outcome onCloudRun(Auth auth, boolean trusted) {
    Map<String, String> environment =
        Map.of("K_SERVICE", "runner", "ALLOW_PRIVATE_ENDPOINTS", "true");
    Plan plan = Plans.parallel(Plans.as(auth, Plans.get("one", server.url("/"))));
    return run(environment, trusted ? plan : Plans.untrusted(plan)).results().getFirst().outcome();
  }

  @Test
  void configuredEndpointsGetEveryTokenOnCloudRun() {
    Auth foreign = new Auth.Oidc(Optional.of(Text.of("https://api.example.com")));

    assertThat(onCloudRun(OAUTH, true)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(onCloudRun(foreign, true)).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void anEndpointInARequestGetsAnIdTokenForItsOwnOriginOnCloudRun() {
    assertThat(onCloudRun(OIDC, false)).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void anEndpointInARequestGetsNothingThatIsGoodElsewhere() {
    Auth foreign = new Auth.Oidc(Optional.of(Text.of("https://api.example.com")));

    assertThat(((Outcome.Failed) onCloudRun(foreign, false)).failure())
        .isEqualTo(
            new Failure(
                ErrorType.AUTH,
                "An endpoint in a request gets ID tokens for its own origin only."));
    assertThat(((Outcome.Failed) onCloudRun(OAUTH, false)).failure())
        .isEqualTo(
            new Failure(
                ErrorType.AUTH, "An endpoint in a request gets no access tokens of this service."));
    assertThat(tokens.server().received()).isEmpty();
    assertThat(server.received()).isEmpty();
  }

  @Test
  void awayFromCloudRunARequestMayUseTheDevelopersCredentials() {
    Plan plan = Plans.parallel(Plans.as(OAUTH, Plans.get("one", server.url("/"))));

    assertThat(run(Map.of(), Plans.untrusted(plan)).results().getFirst().outcome())
        .isInstanceOf(Outcome.Succeeded.class);
  }
}

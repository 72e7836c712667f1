package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the runner proves to endpoints who it is. */
class AuthenticationTest {

  private static final Auth OIDC = new Auth.Oidc(Optional.empty());
  private static final Auth OAUTH = new Auth.OAuth(List.of());

  private final FakeTime time = new FakeTime();
  private final TokenServer tokens = new TokenServer(time);
  private final WebServer elsewhere = new WebServer(WebServer.always(200, "text/plain", "there"));
  private final WebServer server = new WebServer(this::answer);

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
    tokens.close();
  }

  /** Answers with the credentials that it was sent, or redirects. */
  private void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/elsewhere" -> redirect(exchange, elsewhere.url("/there"));
      case "/here" -> redirect(exchange, "/end");
      case "/unavailable" -> echo(exchange, 503);
      default -> echo(exchange, 200);
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void echo(HttpExchange exchange, int status) throws IOException {
    String credentials =
        exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("X-Signature");
    WebServer.always(status, "text/plain", credentials).to(exchange);
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("GCE_METADATA_HOST", tokens.host());
    return Executors.settings(environment);
  }

  private Run run(Map<String, String> environment, Plan plan) {
    JettyClients clients =
        new JettyClients("runner-test", SslContextFactory.Client::new, new Resolver());
    try (JettyExecutor executor = new JettyExecutor(settings(environment), clients, time)) {
      return executor.execute(plan, Executors.context());
    }
  }

  private Result call(Auth auth, Endpoint endpoint) {
    return run(Map.of(), Plans.parallel(Plans.as(auth, endpoint))).results().getFirst();
  }

  private String body(Auth auth, String path) {
    Result result = call(auth, Plans.get("one", server.url(path)));
    return Executors.rendered(Executors.response(result).body());
  }

  private String sent(String header) {
    return server.received().getLast().header(header);
  }

  @Test
  void anEndpointWithoutAuthGetsNoCredentials() {
    Executors.run(Plans.parallel(Plans.get("one", server.url("/"))));

    assertThat(sent("Authorization")).isEmpty();
  }

  @Test
  void basicSendsNameAndPassword() {
    body(new Auth.Basic(Text.of("Aladdin"), Text.of("open sesame")), "/");

    assertThat(sent("Authorization")).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void bearerSendsTheTokenInPlaceOfAnotherAuthorization() {
    Target target =
        new Target(
            "GET",
            Text.of(server.url("/")),
            Map.of("authorization", Text.of("another"), "Accept", Text.of("text/plain")),
            List.of(),
            Payload.NONE);
    Endpoint endpoint = Plans.sending(target, Plans.get("one", server.url("/")));

    call(new Auth.Bearer(Text.of("not-a-real-token")), endpoint);

    assertThat(server.received().getLast().headers().get("Authorization"))
        .containsExactly("Bearer not-a-real-token");
    assertThat(sent("Accept")).isEqualTo("text/plain");
  }

  @Test
  void hmacSignsTimeAndBody() {
    Endpoint endpoint =
        Plans.endpoint("one", "POST", server.url("/"), new Payload.Raw(Text.of("{\"amount\": 1}")));

    Result result = call(new Auth.Hmac(Text.of("not-a-real-secret-1"), "X-Signature"), endpoint);

    // printf '1795413600.{"amount": 1}' | openssl dgst -sha256 -hmac not-a-real-secret-1
    String hex = "4571ee84069a0badeb6a716092d4fda31259b86fc2c527d1ad2755bc029d520d";
    assertThat(sent("X-signature")).isEqualTo("t=1795413600,v1=%s", hex);
    assertThat(Executors.rendered(Executors.response(result).body()))
        .isEqualTo("\"null t=1795413600,v1=***\"");
  }

  @Test
  void hmacSignsAnEmptyBodyToo() {
    body(new Auth.Hmac(Text.of("not-a-real-secret-1"), "X-Signature"), "/");

    // printf '1795413600.' | openssl dgst -sha256 -hmac not-a-real-secret-1
    assertThat(sent("X-signature"))
        .isEqualTo(
            "t=1795413600,v1=8e38ce3e2ab61ed2b172caf7480841b929f3436e2bccef7526aea6b8703f44db");
  }

  @Test
  void anAlgorithmThatDoesNotExistIsABug() {
    assertThatThrownBy(() -> RequestSignature.of("HmacNone", "secret", 1, new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void eachAttemptIsSignedAnewAndNoneOfTheSignaturesIsShown() {
    Endpoint plain = Plans.get("one", server.url("/unavailable"));
    Retry retry =
        new Retry(
            2,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Retry.NEVER.errors(),
            Retry.NEVER.statuses());
    Endpoint endpoint =
        new Endpoint(
            plain.name(),
            plain.target(),
            plain.timeout(),
            plain.tags(),
            plain.schedule(),
            plain.dependsOn(),
            plain.when(),
            plain.expect(),
            retry,
            Optional.of(new Auth.Hmac(Text.of("not-a-real-secret-1"), "X-Signature")),
            plain.limit());

    Result result = run(Map.of(), Plans.parallel(endpoint)).results().getFirst();

    assertThat(result.attempts()).hasSize(2);
    assertThat(server.received().stream().map(it -> it.header("X-signature")).distinct())
        .hasSize(2);
    assertThat(Executors.rendered(Executors.failed(result).response().orElseThrow().body()))
        .endsWith(",v1=***\"");
  }

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
  void tokensStayAtHomeWhenARedirectLeadsElsewhere() {
    assertThat(body(OIDC, "/elsewhere")).isEqualTo("\"there\"");

    assertThat(sent("Authorization")).isNotEmpty();
    assertThat(elsewhere.received().getFirst().header("Authorization")).isEmpty();
  }

  @Test
  void signaturesStayAtHomeWhenARedirectLeadsElsewhere() {
    body(new Auth.Hmac(Text.of("not-a-real-secret-1"), "X-Signature"), "/elsewhere");

    assertThat(sent("X-signature")).isNotEmpty();
    assertThat(elsewhere.received().getFirst().header("X-signature")).isEmpty();
  }

  @Test
  void aRedirectWithinTheOriginTakesTheTokenAlong() {
    assertThat(body(OIDC, "/here")).isEqualTo("\"Bearer *** null\"");
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

  @Test
  void aRefusalIsAFailureOfTheEndpoint() {
    Map<String, String> noFile =
        Map.of("GOOGLE_APPLICATION_CREDENTIALS", Path.of("target", "not-there.json").toString());
    Plan plan = Plans.parallel(Plans.as(OIDC, Plans.get("one", server.url("/"))));

    Failure failure = Executors.failed(run(noFile, plan).results().getFirst()).failure();

    assertThat(failure)
        .isEqualTo(
            new Failure(
                ErrorType.AUTH,
                "No token: the file of Google credentials (GOOGLE_APPLICATION_CREDENTIALS)"
                    + " cannot be read."));
    assertThat(server.received()).isEmpty();
  }
}

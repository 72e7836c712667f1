package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the runner proves to endpoints who it is. */
class AuthenticationTest extends Authenticating {

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
            plain.limit(),
            true);

    Result result = run(Map.of(), Plans.parallel(endpoint)).results().getFirst();

    assertThat(result.attempts()).hasSize(2);
    assertThat(server.received().stream().map(it -> it.header("X-signature")).distinct())
        .hasSize(2);
    assertThat(Executors.rendered(Executors.failed(result).response().orElseThrow().body()))
        .endsWith(",v1=***\"");
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

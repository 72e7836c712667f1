package io.schedulerrunner.web.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.testing.Issuer;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What somebody sends as a token: never accepted, since nobody has the key. And claims. */
public final class TokenFuzz {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T06:00:00Z"));
  private static final Settings.Oidc SETTINGS =
      new Settings.Oidc("a", Set.of("e@x"), URI.create("https://i"));
  private static final IssuerKeys.Published KEYS =
      new IssuerKeys.Published(
          new JWKSet(List.of(Issuer.rsa("1"), Issuer.curve(Curve.P_256, "2"))).toPublicJWKSet(),
          Duration.ofDays(1));
  private static final TokenCheck CHECK =
      new TokenCheck(
          SETTINGS, new IssuerKeys(() -> CompletableFuture.completedFuture(KEYS), CLOCK), CLOCK);

  private TokenFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    assertThat(CHECK.objection(text)).isPresent();
    try {
      var _ = new ClaimsCheck(SETTINGS, CLOCK).objection(com.nimbusds.jwt.JWTClaimsSet.parse(text));
    } catch (ParseException e) {
      // Not claims.
      assertThat(e.getMessage()).isNotNull();
    }
  }
}

package io.schedulerrunner.web.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.testing.Issuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are accepted, and what is said of the others. */
class TokenCheckTest {

  private static final RSAKey RSA = Issuer.rsa("rsa");
  private static final RSAKey OTHER = Issuer.rsa("rsa");
  private static final RSAKey HIDDEN = Issuer.rsa("hidden");
  private static final ECKey CURVE = Issuer.curve(Curve.P_256, "curve");
  private static final ECKey WIDE = Issuer.curve(Curve.P_384, "wide");
  private static final RSAKey SECRECY =
      new RSAKey.Builder(HIDDEN).keyID("secrecy").keyUse(KeyUse.ENCRYPTION).build();
  private static final RSAKey LONGER =
      new RSAKey.Builder(HIDDEN).keyID("longer").algorithm(JWSAlgorithm.RS512).build();
  private static final RSAKey NAMED =
      new RSAKey.Builder(HIDDEN)
          .keyID("named")
          .algorithm(JWSAlgorithm.RS256)
          .keyUse(KeyUse.SIGNATURE)
          .build();

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final String NOT_SIGNED = "it is not a signed token with claims.";
  private static final String FORGED = "its signature is not the issuer's.";
  private static final String ALGORITHM = "its algorithm is neither RS256 nor ES256.";

  private final Issuer issuer = new Issuer();

  @AfterEach
  void stop() {
    issuer.close();
  }

  private TokenCheck check(String uri, Set<String> accounts) {
    Settings.Oidc settings = new Settings.Oidc(Issuer.AUDIENCE, accounts, URI.create(uri));
    InstantSource clock = InstantSource.fixed(NOW);
    JWKSet keys = new JWKSet(List.of(RSA, CURVE, WIDE, SECRECY, LONGER, NAMED));
    IssuerKeys known =
        new IssuerKeys(
            () ->
                CompletableFuture.completedFuture(
                    new IssuerKeys.Published(keys.toPublicJWKSet(), Duration.ofHours(1))),
            clock);
    return new TokenCheck(settings, known, clock);
  }

  private String objection(String token) {
    return check(issuer.uri().toString(), Set.of(Issuer.ACCOUNT)).objection(token).orElse("none");
  }

  private String objection(JWTClaimsSet.Builder claims) {
    return objection(Issuer.signed(JWSAlgorithm.RS256, RSA, claims.build()));
  }

  private JWTClaimsSet.Builder claims() {
    return issuer.claims(NOW);
  }

  @Test
  void aTokenOfTheIssuerIsAccepted() {
    assertThat(objection(claims())).isEqualTo("none");
    assertThat(objection(Issuer.signed(JWSAlgorithm.ES256, CURVE, claims().build())))
        .isEqualTo("none");
    assertThat(objection(Issuer.signed(JWSAlgorithm.RS256, NAMED, claims().build())))
        .isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "a.b.c", "..", "e30.e30.e30"})
  void whatIsNoTokenIsRefused(String token) {
    assertThat(objection(token)).isEqualTo(NOT_SIGNED);
  }

  @Test
  void anUnsignedTokenIsRefused() {
    assertThat(objection(new PlainJWT(claims().build()).serialize())).isEqualTo(NOT_SIGNED);
  }

  @Test
  void aPublicKeyIsNoSharedSecret() throws JOSEException {
    JWSObject jws =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
            new Payload(claims().build().toString()));
    jws.sign(new MACSigner(RSA.toPublicJWK().toString().getBytes(UTF_8)));

    assertThat(objection(jws.serialize())).isEqualTo(ALGORITHM);
  }

  @Test
  void onlyTwoAlgorithmsAreAccepted() {
    assertThat(objection(Issuer.signed(JWSAlgorithm.RS512, RSA, claims().build())))
        .isEqualTo(ALGORITHM);
    assertThat(objection(Issuer.signed(JWSAlgorithm.PS256, RSA, claims().build())))
        .isEqualTo(ALGORITHM);
    assertThat(objection(Issuer.signed(JWSAlgorithm.ES384, WIDE, claims().build())))
        .isEqualTo(ALGORITHM);
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    assertThat(objection(Issuer.signed(JWSAlgorithm.RS256, OTHER, claims().build())))
        .isEqualTo(FORGED);
  }

  @Test
  void anotherKeyThanTheOneThatIsNamedIsRefused() {
    JWSHeader curve = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("curve").build();
    JWSHeader rsa = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("rsa").build();
    JWSHeader wide = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("wide").build();

    assertThat(objection(Issuer.signed(curve, RSA, claims().build()))).isEqualTo(FORGED);
    assertThat(objection(Issuer.signed(rsa, CURVE, claims().build()))).isEqualTo(FORGED);
    assertThat(objection(Issuer.signed(wide, CURVE, claims().build()))).isEqualTo(NOT_SIGNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrecy", "longer", "hidden"})
  void aKeyThatWasNotPublishedForThisIsRefused(String id) {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();

    assertThat(objection(Issuer.signed(header, HIDDEN, claims().build())))
        .isEqualTo("its key is not among those of the issuer that are known.");
  }

  @Test
  void aTokenThatDoesNotNameItsKeyIsRefused() {
    assertThat(objection(Issuer.signed(new JWSHeader(JWSAlgorithm.RS256), RSA, claims().build())))
        .isEqualTo("it does not name its key.");
  }

  @Test
  void aTokenWithACriticalHeaderThatIsNotKnownIsRefused() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("rsa")
            .criticalParams(Set.of("new"))
            .customParam("new", true)
            .build();

    assertThat(objection(Issuer.signed(header, RSA, claims().build()))).isEqualTo(FORGED);
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    assertThat(objection(claims().issuer("https://evil.example.com")))
        .isEqualTo("its issuer is https://evil.example.com, not OIDC_ISSUER.");
    assertThat(objection(claims().issuer(null)))
        .isEqualTo("its issuer is missing, not OIDC_ISSUER.");
    assertThat(objection(claims().issuer("x".repeat(1000)))).hasSizeLessThan(150);
    assertThat(objection(claims().issuer("accounts.google.com")))
        .isEqualTo("its issuer is accounts.google.com, not OIDC_ISSUER.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://accounts.google.com", "accounts.google.com"})
  void googleHasTwoNames(String name) {
    TokenCheck google = check("https://accounts.google.com", Set.of());
    String token = Issuer.signed(JWSAlgorithm.RS256, RSA, claims().issuer(name).build());

    assertThat(google.objection(token)).isEmpty();
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    assertThat(objection(claims().audience(List.of("https://one.example.com", "two"))))
        .isEqualTo("its audience is https://one.example.com, two, not OIDC_AUDIENCE.");
    assertThat(objection(claims().audience((String) null)))
        .isEqualTo("its audience is , not OIDC_AUDIENCE.");
    assertThat(objection(claims().audience(List.of("https://one.example.com", Issuer.AUDIENCE))))
        .isEqualTo("none");
  }

  private static Date inSeconds(long seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  @Test
  void aTokenIsGoodForAMinuteBeyondItsTime() {
    assertThat(objection(claims().expirationTime(inSeconds(-59)))).isEqualTo("none");
    assertThat(objection(claims().expirationTime(inSeconds(-60))))
        .isEqualTo("it expired at 2026-11-23T05:59:00Z.");
    assertThat(objection(claims().expirationTime(null))).isEqualTo("it never expires.");
  }

  @Test
  void aTokenOfTheFutureIsRefused() {
    assertThat(objection(claims().issueTime(inSeconds(60)))).isEqualTo("none");
    assertThat(objection(claims().issueTime(inSeconds(61)))).isEqualTo("it is not valid yet.");
    assertThat(objection(claims().issueTime(null))).isEqualTo("none");
    assertThat(objection(claims().notBeforeTime(inSeconds(60)))).isEqualTo("none");
    assertThat(objection(claims().notBeforeTime(inSeconds(61)))).isEqualTo("it is not valid yet.");
  }

  @Test
  void onlyTheAccountsOnTheListMayComeIn() {
    assertThat(objection(claims().claim("email", "eve@example.com")))
        .isEqualTo("its e-mail is eve@example.com, not one of OIDC_SERVICE_ACCOUNTS.");
    assertThat(objection(claims().claim("email", null)))
        .isEqualTo("its e-mail is missing, not one of OIDC_SERVICE_ACCOUNTS.");
    assertThat(objection(claims().claim("email", 1))).isEqualTo(NOT_SIGNED);
  }

  @Test
  void anAddressThatIsNotVerifiedProvesNothing() {
    assertThat(objection(claims().claim("email_verified", false)))
        .isEqualTo("its e-mail is not verified.");
    assertThat(objection(claims().claim("email_verified", null)))
        .isEqualTo("its e-mail is not verified.");
    assertThat(objection(claims().claim("email_verified", "true"))).isEqualTo(NOT_SIGNED);
  }

  @Test
  void withoutAListEveryAccountOfTheIssuerMayComeIn() {
    TokenCheck any = check(issuer.uri().toString(), Set.of());
    JWTClaimsSet claims = claims().claim("email", null).claim("email_verified", null).build();

    assertThat(any.objection(Issuer.signed(JWSAlgorithm.RS256, RSA, claims))).isEmpty();
    assertThat(
            any.objection(
                Issuer.signed(
                    JWSAlgorithm.RS256,
                    RSA,
                    new JWTClaimsSet.Builder(claims).expirationTime(inSeconds(-60)).build())))
        .isPresent();
  }
}

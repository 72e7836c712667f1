package io.schedulerrunner.web.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.schedulerrunner.config.Settings;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says what is wrong with a token, for the service's owner. Thread-safe.
 *
 * <p>Only RS256 and ES256 are accepted (RFC 8725, section 3.1), each with a key that was published
 * for it. What a token claims is looked at, and repeated, only once its signature is known to be
 * the issuer's.
 */
final class TokenCheck {

  private final IssuerKeys keys;
  private final ClaimsCheck claims;

  TokenCheck(Settings.Oidc settings, IssuerKeys keys, InstantSource clock) {
    this.keys = keys;
    this.claims = new ClaimsCheck(settings, clock);
  }

  /** Why a token is not accepted; nothing where it is. */
  Optional<String> objection(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      Optional<String> signature = signatureObjection(jwt);
      return signature.isPresent() ? signature : claims.objection(jwt.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.of("it is not a signed token with claims.");
    }
  }

  private Optional<String> signatureObjection(SignedJWT jwt) throws JOSEException {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    if (!algorithm.equals(JWSAlgorithm.RS256) && !algorithm.equals(JWSAlgorithm.ES256)) {
      return Optional.of("its algorithm is neither RS256 nor ES256.");
    }
    String id = jwt.getHeader().getKeyID();
    if (id == null) {
      return Optional.of("it does not name its key.");
    }
    Optional<JWK> key = keys.find(id).filter(it -> isFor(it, algorithm));
    if (key.isEmpty()) {
      return Optional.of("its key is not among those of the issuer that are known.");
    }
    Optional<JWSVerifier> verifier = verifier(key.get(), algorithm);
    return verifier.isPresent() && jwt.verify(verifier.get())
        ? Optional.empty()
        : Optional.of("its signature is not the issuer's.");
  }

  /** RFC 7517, sections 4.2 and 4.4. */
  private static boolean isFor(JWK key, JWSAlgorithm algorithm) {
    return !KeyUse.ENCRYPTION.equals(key.getKeyUse())
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
  }

  /** The verifiers themselves refuse another curve, and critical headers that they do not know. */
  private static Optional<JWSVerifier> verifier(JWK key, JWSAlgorithm algorithm)
      throws JOSEException {
    if (key instanceof RSAKey rsa && algorithm.equals(JWSAlgorithm.RS256)) {
      return Optional.of(new RSASSAVerifier(rsa));
    }
    if (key instanceof ECKey curve && algorithm.equals(JWSAlgorithm.ES256)) {
      return Optional.of(new ECDSAVerifier(curve));
    }
    return Optional.empty();
  }
}

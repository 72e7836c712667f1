package io.schedulerrunner.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer of ID tokens on loopback. */
public final class Issuer implements AutoCloseable {

  /** Where the discovery document is. */
  public static final String DISCOVERY = "/.well-known/openid-configuration";

  /** Whom its tokens are for. */
  public static final String AUDIENCE = "https://runner.example.com";

  /** Who has its tokens. */
  public static final String ACCOUNT = "scheduler@my-project.iam.gserviceaccount.com";

  private final WebServer server = new WebServer(this::answer);
  private volatile List<JWK> published = List.of();
  private volatile String cacheControl = "public, max-age=600";
  private volatile WebServer.Answer discovery = this::discover;
  private volatile WebServer.Answer keys = this::publish;

  private void answer(HttpExchange exchange) throws IOException {
    (exchange.getRequestURI().getPath().equals(DISCOVERY) ? discovery : keys).to(exchange);
  }

  private void discover(HttpExchange exchange) throws IOException {
    String document = "{\"jwks_uri\":\"" + server.url("/keys") + "\"}";
    WebServer.always(200, "application/json", document).to(exchange);
  }

  private void publish(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", cacheControl);
    WebServer.always(200, "application/json", new JWKSet(published).toString()).to(exchange);
  }

  /** A new key with that id. */
  public static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new key with that id. */
  public static ECKey curve(Curve curve, String id) {
    try {
      return new ECKeyGenerator(curve).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes these keys from now on. */
  public void publish(JWK... keysFromNowOn) {
    published = List.of(keysFromNowOn);
  }

  /** Says from now on how long keys may be kept. */
  public void cacheFor(String directives) {
    cacheControl = directives;
  }

  /** Misbehaves from now on. */
  public void answerDiscoveryWith(WebServer.Answer answer) {
    discovery = answer;
  }

  /** Misbehaves from now on. */
  public void answerKeysWith(WebServer.Answer answer) {
    keys = answer;
  }

  /** Works again. */
  public void recover() {
    discovery = this::discover;
    keys = this::publish;
  }

  /** Its name. */
  public URI uri() {
    return URI.create(server.url(""));
  }

  /** What it runs on. */
  public WebServer server() {
    return server;
  }

  /** Claims that are right, issued at that time for an hour. */
  public JWTClaimsSet.Builder claims(Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(uri().toString())
        .audience(AUDIENCE)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)))
        .claim("email", ACCOUNT)
        .claim("email_verified", true);
  }

  /** A token. */
  public static String signed(JWSAlgorithm algorithm, JWK key, JWTClaimsSet claims) {
    return signed(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), key, claims);
  }

  /** A token with any header. */
  public static String signed(JWSHeader header, JWK key, JWTClaimsSet claims) {
    try {
      JWSSigner signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}

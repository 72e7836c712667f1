package io.schedulerrunner.web.oidc;

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
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer of ID tokens on loopback. */
final class Issuer implements AutoCloseable {

  static final String DISCOVERY = "/.well-known/openid-configuration";
  static final String AUDIENCE = "https://runner.example.com";
  static final String ACCOUNT = "scheduler@my-project.iam.gserviceaccount.com";

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

  static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey curve(Curve curve, String id) {
    try {
      return new ECKeyGenerator(curve).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes these keys from now on. */
  void publish(JWK... keysFromNowOn) {
    published = List.of(keysFromNowOn);
  }

  void cacheFor(String directives) {
    cacheControl = directives;
  }

  void answerDiscoveryWith(WebServer.Answer answer) {
    discovery = answer;
  }

  void answerKeysWith(WebServer.Answer answer) {
    keys = answer;
  }

  /** Works again. */
  void recover() {
    discovery = this::discover;
    keys = this::publish;
  }

  URI uri() {
    return URI.create(server.url(""));
  }

  WebServer server() {
    return server;
  }

  /** Claims that are right, issued at that time for an hour. */
  JWTClaimsSet.Builder claims(Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(uri().toString())
        .audience(AUDIENCE)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)))
        .claim("email", ACCOUNT)
        .claim("email_verified", true);
  }

  static String signed(JWSAlgorithm algorithm, JWK key, JWTClaimsSet claims) {
    return signed(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), key, claims);
  }

  static String signed(JWSHeader header, JWK key, JWTClaimsSet claims) {
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

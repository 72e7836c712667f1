package io.schedulerrunner.execute;

import io.schedulerrunner.config.Json;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/** What a service account signs to get a token (RFC 7523, section 2.1): a JWT, RS256. */
final class Assertion {

  private static final long LIFE_SECONDS = 3600;

  private Assertion() {}

  /**
   * Signs one with a key as Google's key files hold it.
   *
   * @throws IllegalArgumentException where the key is not valid
   */
  static String of(JsonNode key, URI server, TokenKind kind, Instant now) {
    String account = TokenText.text(key, "client_email");
    String head =
        object(
            json -> {
              json.writeStringProperty("alg", "RS256");
              json.writeStringProperty("typ", "JWT");
              json.writeStringProperty("kid", TokenText.text(key, "private_key_id"));
            });
    String claims =
        object(
            json -> {
              json.writeStringProperty("iss", account);
              json.writeStringProperty("sub", account);
              json.writeStringProperty("aud", server.toString());
              json.writeNumberProperty("iat", now.getEpochSecond());
              json.writeNumberProperty("exp", now.getEpochSecond() + LIFE_SECONDS);
              switch (kind) {
                case TokenKind.Identity identity ->
                    json.writeStringProperty("target_audience", identity.audience());
                case TokenKind.Access access ->
                    json.writeStringProperty("scope", String.join(" ", access.scopes()));
              }
            });
    String signed = head + "." + claims;
    byte[] signature = sign(signed, TokenText.text(key, "private_key"));
    return signed + "." + encoded(signature);
  }

  private static String object(Consumer<JsonGenerator> properties) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      properties.accept(json);
      json.writeEndObject();
    }
    return encoded(out.toByteArray());
  }

  private static byte[] sign(String text, String pem) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key(pem));
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A PKCS #8 key between PEM lines (RFC 7468). */
  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.lines().filter(line -> !line.startsWith("--")).reduce("", String::concat);
    byte[] bytes = Base64.getDecoder().decode(base64);
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what token servers answer. */
final class TokenText {

  private static final long MOST_SECONDS = 100_000_000_000L;

  private TokenText() {}

  /**
   * An ID token, with the expiry that it names itself (RFC 7519, section 4.1.4).
   *
   * @throws IllegalArgumentException where it is none
   */
  static TokenReply.Issued identity(String text) {
    String token = printable(text.strip());
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not three parts");
    }
    byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
    Instant expires = Instant.ofEpochSecond(seconds(tree(claims), "exp"));
    return new TokenReply.Issued(token, expires);
  }

  /**
   * The ID token in a token endpoint's answer.
   *
   * @throws IllegalArgumentException where there is none
   */
  static TokenReply.Issued identityIn(String json) {
    return identity(text(tree(json.getBytes(StandardCharsets.UTF_8)), "id_token"));
  }

  /**
   * An access token with its lifetime (RFC 6749, section 5.1).
   *
   * @throws IllegalArgumentException where there is none
   */
  static TokenReply.Issued access(String json, Instant now) {
    JsonNode answer = tree(json.getBytes(StandardCharsets.UTF_8));
    Instant expires = now.plus(Duration.ofSeconds(seconds(answer, "expires_in")));
    return new TokenReply.Issued(printable(text(answer, "access_token")), expires);
  }

  /**
   * A text in an object.
   *
   * @throws IllegalArgumentException where it is not there
   */
  static String text(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }

  /**
   * One JSON document.
   *
   * @throws IllegalArgumentException where it is not valid
   */
  static JsonNode tree(byte[] json) {
    try {
      return Json.read(json);
    } catch (JsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Within what the clocks' arithmetic can bear. */
  private static long seconds(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name))
        .filter(JsonNode::isIntegralNumber)
        .filter(JsonNode::canConvertToLong)
        .map(JsonNode::longValue)
        .filter(seconds -> Math.abs(seconds) < MOST_SECONDS)
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }

  /** What can stand in a header: a line break in it would begin another one. */
  private static String printable(String token) {
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("not a token");
    }
    return token;
  }
}

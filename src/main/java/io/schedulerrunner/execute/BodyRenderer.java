package io.schedulerrunner.execute;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.KeptBody.Form;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Renders received bodies as a report holds them: JSON as JSON, text as a JSON string, anything
 * else as base64, all without secrets. Thread-safe.
 *
 * @param limit how many bytes of a body are kept
 */
record BodyRenderer(int limit, Secrets secrets) {

  /** Lenient where {@link Json#FACTORY} is strict: what an endpoint answers is shown as it came. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().streamReadConstraints(Json.FACTORY.streamReadConstraints()).build();

  /** Renders what was received of a body. */
  RenderedBody render(Answer answer) {
    boolean truncated = answer.body().total() > limit || !answer.complete();
    Optional<String> text = BodyText.of(answer);
    if (text.isEmpty()) {
      return new RenderedBody(Form.BASE64, truncated, base64(answer));
    }
    Optional<byte[]> json = truncated ? Optional.empty() : json(text.get());
    return json.map(bytes -> new RenderedBody(Form.JSON, false, bytes))
        .orElseGet(() -> new RenderedBody(Form.TEXT, truncated, string(shown(text.get()))));
  }

  private String shown(String text) {
    return secrets.redact(text, Math.min(limit, text.length()));
  }

  /** Undecodable bytes: secrets are looked for byte by byte, as Latin-1 reads them. */
  private byte[] base64(Answer answer) {
    String bytes = StandardCharsets.ISO_8859_1.decode(answer.body().kept()).toString();
    byte[] redacted = shown(bytes).getBytes(StandardCharsets.ISO_8859_1);
    return string(Base64.getEncoder().encodeToString(redacted));
  }

  private static byte[] string(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 2);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      generator.writeString(text);
    }
    return out.toByteArray();
  }

  private Optional<byte[]> json(String text) {
    if (!looksLikeJson(text)) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    try {
      return copied(text, out) ? Optional.of(out.toByteArray()) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Copies a text's JSON value, and says whether there is nothing behind it. */
  private boolean copied(String text, ByteArrayOutputStream out) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text);
        JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      parser.nextToken();
      copyValue(parser, generator);
      return parser.nextToken() == null;
    }
  }

  /** Spares most texts that are not JSON the cost of an exception. */
  private static boolean looksLikeJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char first = text.charAt(i);
      if (first > ' ') {
        return "{[\"-0123456789tfn".indexOf(first) >= 0;
      }
    }
    return false;
  }

  private void copyValue(JsonParser parser, JsonGenerator out) {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      depth += copyToken(token, parser, out);
      if (depth > 0) {
        parser.nextToken();
      }
    } while (depth > 0);
  }

  /** Copies one token and says by how much it changes the depth. */
  private int copyToken(JsonToken token, JsonParser parser, JsonGenerator out) {
    switch (token) {
      case START_OBJECT -> out.writeStartObject();
      case START_ARRAY -> out.writeStartArray();
      case END_OBJECT -> out.writeEndObject();
      case END_ARRAY -> out.writeEndArray();
      case PROPERTY_NAME -> out.writeName(secrets.redact(parser.currentName()));
      case VALUE_STRING -> out.writeString(secrets.redact(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString(), out);
      default -> out.writeRawValue(token.asString());
    }
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }

  /** A number's digits may be a secret, too. */
  private void number(String digits, JsonGenerator out) {
    String redacted = secrets.redact(digits);
    if (redacted.equals(digits)) {
      out.writeNumber(digits);
    } else {
      out.writeString(redacted);
    }
  }
}

package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An answer of an endpoint, as reports and expressions take it: always valid JSON, never with a
 * secret. The first byte is the limit, the first line the content type and Retry-After.
 */
public final class ResponseFuzz {

  private static final String SECRET = "fake-\u00e4 se&cret\"";
  private static final String ESCAPED = "fake-\u00e4 se&cret\\\"";
  private static final Secrets SECRETS = Secrets.of(List.of(SECRET));
  private static final JsonFactory LENIENT =
      JsonFactory.builder().streamReadConstraints(Json.FACTORY.streamReadConstraints()).build();

  private ResponseFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int limit = input[0] & 0xFF;
    int end = 1;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String header = new String(input, 1, end - 1, UTF_8);
    int from = Math.min(end + 1, input.length);
    byte[] body = java.util.Arrays.copyOfRange(input, from, input.length);
    HttpFields headers =
        HttpFields.build().put("Content-Type", header).put("Retry-After", header).asImmutable();
    Answer answer =
        new Answer(200, headers, Answers.received(body, limit + SECRETS.longest()), true);
    RenderedBody rendered = new BodyRenderer(limit, SECRETS).render(answer);
    for (String shown : strings(rendered)) {
      assertThat(shown).doesNotContain(SECRET).doesNotContain(ESCAPED);
    }
    BodyText.of(answer).flatMap(Values::parse).ifPresent(Values::json);
    RetryAfter.of(answer, Instant.EPOCH).ifPresent(wait -> assertThat(wait.isNegative()).isFalse());
  }

  /** What its one JSON value says: a quote around a string is no part of it. */
  private static List<String> strings(RenderedBody rendered) {
    String json = new String(rendered.bytes(), UTF_8);
    List<String> strings = new ArrayList<>();
    try (JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), json)) {
      assertThat(parser.nextToken()).isNotNull();
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        strings.add(parser.getString());
      } while (parser.nextToken() != null && depth > 0);
      assertThat(parser.currentToken()).isNull();
    } catch (JacksonException e) {
      throw new AssertionError(json, e);
    }
    return rendered.form() == KeptBody.Form.BASE64 ? List.of(decoded(strings.getFirst())) : strings;
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}

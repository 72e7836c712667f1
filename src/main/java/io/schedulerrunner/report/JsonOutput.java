package io.schedulerrunner.report;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Where JSON is written by streaming, without binding. Thread-safe. */
public final class JsonOutput {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .rootValueSeparator(",")
          .build();

  private JsonOutput() {}

  /**
   * A generator over a stream, which it neither flushes nor closes: {@link JsonGenerator#flush()}
   * hands over what it has buffered. Several values are set apart by commas, as in an array.
   */
  public static JsonGenerator to(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** The text with {@code ?} for each half of a surrogate pair, which UTF-8 cannot hold. */
  public static String wellFormed(String text) {
    return hasSurrogates(text)
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }

  private static boolean hasSurrogates(String text) {
    int at = 0;
    while (at < text.length() && !Character.isSurrogate(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }
}

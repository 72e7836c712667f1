package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.execute.KeptBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A kept body's document. */
final class BodyDocument {

  private static final byte[] NOTHING = {'"', '"'};

  private final byte[] document;
  private final boolean whole;

  private BodyDocument(byte[] document, boolean whole) {
    this.document = document;
    this.whole = whole;
  }

  /** Renders a body; an empty text where it cannot be read any more, for a run must not fail. */
  static BodyDocument of(KeptBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.writeTo(bytes);
      return new BodyDocument(bytes.toByteArray(), true);
    } catch (IOException e) {
      return new BodyDocument(NOTHING, false);
    }
  }

  byte[] bytes() {
    return document;
  }

  String text() {
    return new String(document, UTF_8);
  }

  boolean whole() {
    return whole;
  }
}

package io.schedulerrunner.execute;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;

/**
 * The kept part of a response body, redacted. Rendered as it stands in a report: as compact JSON,
 * that is a JSON document for JSON, a JSON string for text or base64. Immutable and thread-safe.
 */
public interface KeptBody {

  /** How the rendered document came about. */
  enum Form {
    /** The body was JSON. */
    JSON,
    /** The body was text; rendered as a JSON string. */
    TEXT,
    /** The body could not be decoded as text; rendered as a JSON string of base64. */
    BASE64
  }

  /** No body: rendered as an empty string. */
  KeptBody EMPTY = MemoryBody.empty(false);

  /** A body that could not be kept. */
  KeptBody DROPPED = MemoryBody.empty(true);

  /** A body that was rendered earlier; takes over the bytes, which must not change afterwards. */
  static KeptBody stored(Form form, boolean truncated, byte[] rendered) {
    return new MemoryBody(new RenderedBody(form, truncated, rendered));
  }

  /** What was rendered. */
  Form form();

  /** Whether more came than is kept. */
  boolean truncated();

  /** How many bytes it takes where it lies on the heap; nothing where it lies elsewhere. */
  OptionalInt bytesOnHeap();

  /** Writes the rendered document, in UTF-8. */
  void writeTo(OutputStream out) throws IOException;
}

package io.schedulerrunner.notify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.core.exc.JacksonIOException;

/** Bytes in memory, up to a limit: the write that passes it fills it up and fails. */
final class BoundedOutput extends OutputStream {

  /** Writes to a stream. */
  @FunctionalInterface
  interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int limit;

  private BoundedOutput(int limit) {
    this.limit = limit;
  }

  /** What is written; nothing where it is more than the limit, or cannot be read any more. */
  static Optional<byte[]> whole(int limit, Writer writer) {
    BoundedOutput out = new BoundedOutput(limit);
    try {
      writer.writeTo(out);
      return Optional.of(out.bytes.toByteArray());
    } catch (IOException | JacksonIOException e) {
      return Optional.empty();
    }
  }

  /** The first bytes of what is written. */
  static byte[] head(int limit, Writer writer) {
    BoundedOutput out = new BoundedOutput(limit);
    try {
      writer.writeTo(out);
    } catch (IOException e) {
      // What came before is what is wanted.
      return out.bytes.toByteArray();
    }
    return out.bytes.toByteArray();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int fits = Math.min(length, limit - bytes.size());
    bytes.write(source, offset, fits);
    if (fits < length) {
      throw new IOException("More than " + limit + " bytes");
    }
  }
}

package io.schedulerrunner.execute;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalInt;

/** A body kept in a file that it shares with others. */
final class FileBody implements KeptBody {

  private static final int CHUNK = 8192;

  private final Form form;
  private final boolean truncated;
  private final FileChannel file;
  private final long position;
  private final int length;

  FileBody(Form form, boolean truncated, FileChannel file, long position, int length) {
    this.form = form;
    this.truncated = truncated;
    this.file = file;
    this.position = position;
    this.length = length;
  }

  @Override
  public Form form() {
    return form;
  }

  @Override
  public boolean truncated() {
    return truncated;
  }

  @Override
  public OptionalInt bytesOnHeap() {
    return OptionalInt.empty();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(Math.min(CHUNK, length));
    long end = position + length;
    for (long at = position; at < end; at += chunk.position()) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), end - at));
      if (file.read(chunk, at) < 0) {
        throw new EOFException("A kept response body is gone");
      }
      out.write(chunk.array(), 0, chunk.position());
    }
  }
}

package io.schedulerrunner.execute;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** A body kept on the heap. */
final class MemoryBody implements KeptBody {

  private final Form form;
  private final boolean truncated;
  private final byte[] bytes;

  /** Takes over the bytes: they must not be changed afterwards. */
  MemoryBody(RenderedBody rendered) {
    form = rendered.form();
    truncated = rendered.truncated();
    bytes = rendered.bytes();
  }

  /** An empty text. */
  static MemoryBody empty(boolean truncated) {
    byte[] bytes = "\"\"".getBytes(StandardCharsets.UTF_8);
    return new MemoryBody(new RenderedBody(Form.TEXT, truncated, bytes));
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
    return OptionalInt.of(bytes.length);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}

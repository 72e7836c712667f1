package io.schedulerrunner.execute;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** A body kept on the heap. */
record MemoryBody(RenderedBody rendered) implements KeptBody {

  /** An empty text. */
  static MemoryBody empty(boolean truncated) {
    byte[] bytes = "\"\"".getBytes(StandardCharsets.UTF_8);
    return new MemoryBody(new RenderedBody(Form.TEXT, truncated, bytes));
  }

  @Override
  public Form form() {
    return rendered.form();
  }

  @Override
  public boolean truncated() {
    return rendered.truncated();
  }

  @Override
  public OptionalInt bytesOnHeap() {
    return OptionalInt.of(rendered.bytes().length);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(rendered.bytes());
  }
}

package io.schedulerrunner.execute;

import java.io.IOException;
import java.io.OutputStream;

/** A body kept on the heap. */
final class MemoryBody implements KeptBody {

  private final Form form;
  private final boolean truncated;
  private final byte[] rendered;

  /** Takes over the rendered bytes: they must not be changed afterwards. */
  MemoryBody(Form form, boolean truncated, byte[] rendered) {
    this.form = form;
    this.truncated = truncated;
    this.rendered = rendered;
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
  public void writeTo(OutputStream out) throws IOException {
    out.write(rendered);
  }
}

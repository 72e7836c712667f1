package io.schedulerrunner.execute;

import io.schedulerrunner.execute.KeptBody.Form;

/** A body as it stands in a report, before it is decided where it is kept. */
final class RenderedBody {

  private final Form form;
  private final boolean truncated;
  private final byte[] bytes;

  /** Takes over the bytes: they must not be changed afterwards. */
  RenderedBody(Form form, boolean truncated, byte[] bytes) {
    this.form = form;
    this.truncated = truncated;
    this.bytes = bytes;
  }

  Form form() {
    return form;
  }

  boolean truncated() {
    return truncated;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}

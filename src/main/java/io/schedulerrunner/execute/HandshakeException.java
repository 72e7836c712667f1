package io.schedulerrunner.execute;

import java.io.IOException;
import java.io.Serial;

/** A connection was there, but broke before it could carry a request. */
final class HandshakeException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Opened opened;

  HandshakeException(Opened opened, Throwable cause) {
    super(cause);
    this.opened = opened;
  }

  /** How far the connection came. */
  Opened opened() {
    return opened;
  }

  /** Whether it was broken on this side. */
  boolean isAbandoned() {
    return getCause() instanceof AbandonedException;
  }
}

package io.schedulerrunner.execute;

import java.io.Serial;

/** Tells the HTTP client that nobody waits for an exchange any more. */
final class AbandonedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  AbandonedException(String reason) {
    super(reason, null, false, false);
  }
}

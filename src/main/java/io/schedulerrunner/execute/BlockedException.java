package io.schedulerrunner.execute;

import java.io.IOException;
import java.io.Serial;

/** No address of a host may be called. */
final class BlockedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  BlockedException(String message) {
    super(message);
  }
}

package io.schedulerrunner.execute;

import java.io.Serial;

/** An expression that cannot be used or has no value; the message is a part of a sentence. */
final class ExpressionException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String message;

  ExpressionException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}

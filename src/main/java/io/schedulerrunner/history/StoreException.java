package io.schedulerrunner.history;

import java.io.Serial;

/** The store could not do what was asked. */
public final class StoreException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  public enum Kind {
    /** Trying later may help. */
    UNAVAILABLE,
    /** The file is damaged. */
    CORRUPT,
    /** Trying again does not help. */
    REFUSED
  }

  private final Kind kind;
  private final String message;

  /** With a message for people, free of secrets. */
  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.message = message;
  }

  /** With what caused it. */
  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** What can be done about it. */
  public Kind kind() {
    return kind;
  }
}

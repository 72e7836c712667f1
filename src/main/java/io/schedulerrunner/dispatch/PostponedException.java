package io.schedulerrunner.dispatch;

import java.io.Serial;

/** A batch could not be done here and now: it is to be brought again, to whoever is there. */
public final class PostponedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Reason {
    /** This instance stops: another one may begin at once. */
    STOPPING,
    /** This instance cannot do it; another one may. */
    REFUSED
  }

  private final Reason reason;

  PostponedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What is in the way. */
  public Reason reason() {
    return reason;
  }
}

package io.schedulerrunner.telemetry;

/** The stack trace of an exception and of its causes, in the form tools recognise. */
final class Stack {

  /** Deeper causes are left out; this also ends a circle of causes. */
  private static final int MOST_CAUSES = 8;

  private Stack() {}

  static String of(Throwable thrown) {
    StringBuilder stack = new StringBuilder(512).append(thrown);
    frames(stack, thrown);
    Throwable cause = thrown.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      stack.append("\nCaused by: ").append(cause);
      frames(stack, cause);
      cause = cause.getCause();
    }
    return stack.toString();
  }

  private static void frames(StringBuilder stack, Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      stack.append("\n\tat ").append(frame);
    }
  }
}

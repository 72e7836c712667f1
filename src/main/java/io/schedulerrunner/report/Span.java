package io.schedulerrunner.report;

import java.time.Duration;

/** A duration as people write it: {@code 87 ms}, {@code 1.2 s}, {@code 30 s}, {@code 2 min 5 s}. */
public final class Span {

  private Span() {}

  /** Rounded down to what matters. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      long tenths = millis / 100;
      String fraction = tenths % 10 == 0 ? "" : "." + tenths % 10;
      return tenths / 10 + fraction + " s";
    }
    return duration.toMinutes() < 60
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }
}

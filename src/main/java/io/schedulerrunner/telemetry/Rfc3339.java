package io.schedulerrunner.telemetry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as RFC 3339 writes them, in UTC to the millisecond. By hand: the JDK's formatter is among
 * the slowest things to load for the first log line of a process.
 */
final class Rfc3339 {

  private Rfc3339() {}

  static void append(StringBuilder line, Instant time) {
    LocalDateTime at = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    digits(line, 4, at.getYear());
    digits(line.append('-'), 2, at.getMonthValue());
    digits(line.append('-'), 2, at.getDayOfMonth());
    digits(line.append('T'), 2, at.getHour());
    digits(line.append(':'), 2, at.getMinute());
    digits(line.append(':'), 2, at.getSecond());
    digits(line.append('.'), 3, at.getNano() / 1_000_000);
    line.append('Z');
  }

  private static void digits(StringBuilder line, int width, int value) {
    String text = Integer.toString(value);
    line.append("0000", 0, width - text.length()).append(text);
  }
}

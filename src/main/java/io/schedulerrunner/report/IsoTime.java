package io.schedulerrunner.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * Times as every answer writes them: ISO 8601 in UTC with a {@code Z} and always three digits of
 * milliseconds. By hand, since a {@code DateTimeFormatter} costs more than the rest of a cold
 * start's first answer.
 */
public final class IsoTime {

  private static final int LENGTH = 24;

  private IsoTime() {}

  /** Such as {@code 2026-11-23T06:00:00.123Z}; what is less than a millisecond is dropped. */
  public static String format(Instant instant) {
    return withMillis(toTheSecond(instant), instant);
  }

  /** All but the milliseconds. */
  static StringBuilder toTheSecond(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(LENGTH);
    digits(out, time.getYear(), 1000).append('-');
    digits(out, time.getMonthValue(), 10).append('-');
    digits(out, time.getDayOfMonth(), 10).append('T');
    digits(out, time.getHour(), 10).append(':');
    digits(out, time.getMinute(), 10).append(':');
    return digits(out, time.getSecond(), 10).append('.');
  }

  /** The rest of it. */
  static String withMillis(StringBuilder out, Instant instant) {
    return digits(out, instant.get(ChronoField.MILLI_OF_SECOND), 100).append('Z').toString();
  }

  /** With zeros in front, so that it is as long as {@code least}, a power of ten. */
  private static StringBuilder digits(StringBuilder out, int value, int least) {
    for (int full = least; full > 1 && full > value; full /= 10) {
      out.append('0');
    }
    return out.append(value);
  }
}

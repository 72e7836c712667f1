package io.schedulerrunner.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as every answer writes them: ISO 8601 in UTC with a {@code Z} and always three digits of
 * milliseconds. By hand, since a {@code DateTimeFormatter} costs more than the rest of a cold
 * start's first answer.
 */
public final class IsoTime {

  private static final int LENGTH = 24;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private IsoTime() {}

  /** Such as {@code 2026-11-23T06:00:00.123Z}; what is less than a millisecond is dropped. */
  public static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(LENGTH);
    digits(out, time.getYear(), 4).append('-');
    digits(out, time.getMonthValue(), 2).append('-');
    digits(out, time.getDayOfMonth(), 2).append('T');
    digits(out, time.getHour(), 2).append(':');
    digits(out, time.getMinute(), 2).append(':');
    digits(out, time.getSecond(), 2).append('.');
    return digits(out, instant.getNano() / NANOS_PER_MILLI, 3).append('Z').toString();
  }

  private static StringBuilder digits(StringBuilder out, int value, int width) {
    String digits = Integer.toString(value);
    return out.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }
}

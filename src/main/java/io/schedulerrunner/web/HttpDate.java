package io.schedulerrunner.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Times as HTTP writes them (RFC 9110, section 5.6.7). By hand, since Jetty's own way brings up
 * calendars, time zones and locales, which costs a cold start more than its first answer.
 */
final class HttpDate {

  private static final List<String> DAYS =
      List.of("Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, ");
  private static final List<String> MONTHS =
      List.of(
          " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ",
          " Nov ", " Dec ");
  private static final int LENGTH = 29;

  private HttpDate() {}

  /** Such as {@code Sun, 06 Nov 1994 08:49:37 GMT}; for years of four digits. */
  static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(LENGTH);
    out.append(DAYS.get(time.getDayOfWeek().getValue() - 1));
    two(out, time.getDayOfMonth()).append(MONTHS.get(time.getMonthValue() - 1));
    out.append(time.getYear()).append(' ');
    two(out, time.getHour()).append(':');
    two(out, time.getMinute()).append(':');
    return two(out, time.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder out, int value) {
    return out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}

package io.schedulerrunner.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Reads a point in time as people write it (ISO 8601). */
final class Moment {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][XXX]]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Moment() {}

  /**
   * A date, a time of the day on the zone's clock, or an instant with its offset.
   *
   * @param last a date means its last instant, not its first
   * @throws java.time.DateTimeException where it is none of these
   */
  static Instant parse(String text, ZoneId zone, boolean last) {
    TemporalAccessor parsed =
        FORMAT.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (parsed) {
      case ZonedDateTime instant -> instant.toInstant();
      case LocalDateTime local -> local.atZone(zone).toInstant();
      default -> day(LocalDate.from(parsed), zone, last);
    };
  }

  private static Instant day(LocalDate date, ZoneId zone, boolean last) {
    return last
        ? date.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1)
        : date.atStartOfDay(zone).toInstant();
  }
}

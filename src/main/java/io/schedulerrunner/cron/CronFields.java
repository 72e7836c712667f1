package io.schedulerrunner.cron;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * The local times an expression means, as one set of bits for each field. Immutable.
 *
 * @param eitherDay whether a day of the month or a day of the week is enough; as in Vixie cron,
 *     where neither of the two fields begins with a star
 */
record CronFields(
    long minutes, int hours, long daysOfMonth, int months, int daysOfWeek, boolean eitherDay) {

  /** The bits of one field. */
  long bits(CronField field) {
    return switch (field) {
      case MINUTE -> minutes;
      case HOUR -> hours;
      case DAY_OF_MONTH -> daysOfMonth;
      case MONTH -> months;
      case DAY_OF_WEEK -> daysOfWeek;
    };
  }

  /** Whether a field leaves nothing out. */
  boolean isAll(CronField field) {
    return bits(field) == field.all();
  }

  boolean matches(LocalDateTime time) {
    return (minutes >> time.getMinute() & 1) != 0
        && (hours >> time.getHour() & 1) != 0
        && matches(time.toLocalDate());
  }

  boolean matches(LocalDate date) {
    if ((months >> date.getMonthValue() & 1) == 0) {
      return false;
    }
    boolean month = (daysOfMonth >> date.getDayOfMonth() & 1) != 0;
    boolean week = (daysOfWeek >> date.getDayOfWeek().getValue() % 7 & 1) != 0;
    return eitherDay ? month || week : month && week;
  }

  /** The first matching time from a whole minute on, before the bound. */
  Optional<LocalDateTime> first(LocalDateTime from, LocalDateTime bound) {
    LocalDate lastDay = bound.toLocalDate();
    int minuteOfDay = from.getHour() * 60 + from.getMinute();
    for (LocalDate day = from.toLocalDate(); !day.isAfter(lastDay); day = following(day)) {
      int found = matches(day) ? firstMinute(minuteOfDay) : -1;
      if (found >= 0) {
        return Optional.of(day.atTime(found / 60, found % 60)).filter(bound::isAfter);
      }
      minuteOfDay = 0;
    }
    return Optional.empty();
  }

  /** The next day, or the first of the next month where this month does not count at all. */
  private LocalDate following(LocalDate day) {
    return (months >> day.getMonthValue() & 1) != 0
        ? day.plusDays(1)
        : day.withDayOfMonth(1).plusMonths(1);
  }

  /** The first matching minute of the day from a given one on, -1 where there is none. */
  private int firstMinute(int minuteOfDay) {
    int hour = minuteOfDay / 60;
    if ((hours >> hour & 1) != 0) {
      long rest = minutes & -1L << minuteOfDay % 60;
      if (rest != 0) {
        return hour * 60 + Long.numberOfTrailingZeros(rest);
      }
    }
    int later = hours & -2 << hour;
    return later == 0
        ? -1
        : Integer.numberOfTrailingZeros(later) * 60 + Long.numberOfTrailingZeros(minutes);
  }
}

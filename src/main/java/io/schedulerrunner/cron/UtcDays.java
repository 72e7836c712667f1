package io.schedulerrunner.cron;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The days an expression means, seen from a place where it is already, or still, another day.
 *
 * @param shift how many days further on it is there: -1 or 1
 */
record UtcDays(CronFields fields, int shift) {

  private static final int LEAP_YEAR = 2024;
  private static final int COMMON_YEAR = 2023;

  /** Three fields: day of month, month, day of week. */
  record Form(String dates, String months, String weekdays) {}

  /** Months that are written on one line. */
  private record Group(long dates, int months) {}

  /** Forms that mean the same days together; empty where cron has no words for them. */
  Optional<List<Form>> forms() {
    boolean anyDate = fields.isAll(CronField.DAY_OF_MONTH);
    boolean anyWeekday = fields.isAll(CronField.DAY_OF_WEEK);
    if (anyWeekday || (anyDate && fields.eitherDay())) {
      return dates(fields.eitherDay() ? CronField.DAY_OF_MONTH.all() : fields.daysOfMonth());
    }
    if (!fields.isAll(CronField.MONTH) || !(anyDate || fields.eitherDay())) {
      return Optional.empty();
    }
    return anyDate
        ? Optional.of(List.of(new Form("*", "*", weekdays())))
        : dates(fields.daysOfMonth()).map(this::orWeekdays);
  }

  private List<Form> orWeekdays(List<Form> dates) {
    Form first = dates.getFirst();
    if ("*".equals(first.months())) {
      return List.of(new Form(first.dates(), "*", weekdays()));
    }
    List<Form> forms = new ArrayList<>(dates);
    forms.add(new Form("*", "*", weekdays()));
    return forms;
  }

  private String weekdays() {
    int moved = fields.daysOfWeek() << (7 + shift);
    return CronText.list((moved >> 7 | moved >> 14 | moved) & CronField.DAY_OF_WEEK.all());
  }

  private Optional<List<Form>> dates(long dates) {
    long[] common = moved(dates, COMMON_YEAR);
    long[] leap = moved(dates, LEAP_YEAR);
    long leapDay = 1L << 29;
    for (int month = 1; month <= 12; month++) {
      if (common[month] != (month == 2 ? leap[month] & ~leapDay : leap[month])) {
        return Optional.empty();
      }
    }
    return Optional.of(groups(leap).stream().map(UtcDays::form).toList());
  }

  /** The dates of each month there, in one year. */
  private long[] moved(long dates, int year) {
    long[] moved = new long[13];
    for (LocalDate day = Year.of(year).atDay(1); day.getYear() == year; day = day.plusDays(1)) {
      if ((fields.months() >> day.getMonthValue() & dates >> day.getDayOfMonth() & 1) != 0) {
        LocalDate there = day.plusDays(shift);
        moved[there.getMonthValue()] |= 1L << there.getDayOfMonth();
      }
    }
    return moved;
  }

  /** Puts months together whose dates can be written alike; short months allow for more. */
  private static List<Group> groups(long[] dates) {
    List<Group> groups = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      if (dates[month] != 0) {
        join(groups, dates, month);
      }
    }
    return groups;
  }

  private static void join(List<Group> groups, long[] dates, int month) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      Group larger = new Group(group.dates() | dates[month], group.months() | 1 << month);
      if (isRight(larger, dates)) {
        groups.set(i, larger);
        return;
      }
    }
    groups.add(new Group(dates[month], 1 << month));
  }

  private static boolean isRight(Group group, long[] dates) {
    for (int month = 1; month <= 12; month++) {
      long existing = (1L << (Month.of(month).maxLength() + 1)) - 1;
      if ((group.months() >> month & 1) != 0 && (group.dates() & existing) != dates[month]) {
        return false;
      }
    }
    return true;
  }

  private static Form form(Group group) {
    return new Form(
        group.dates() == CronField.DAY_OF_MONTH.all() ? "*" : CronText.list(group.dates()),
        CronText.shortest(CronField.MONTH, group.months()),
        "*");
  }
}

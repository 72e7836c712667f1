package io.schedulerrunner.cron;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** An expression in English. */
record CronWords(CronFields fields) {

  /** Up to so many times of the day are named one by one. */
  private static final int MOST_TIMES = 6;

  @Override
  public String toString() {
    return time() + ", " + days() + months();
  }

  private String time() {
    if (!fields.isAll(CronField.HOUR)
        && Long.bitCount(fields.minutes()) * Integer.bitCount(fields.hours()) <= MOST_TIMES) {
      return "At " + joined(times());
    }
    int step = CronText.step(CronField.MINUTE, fields.minutes());
    if (fields.isAll(CronField.MINUTE)) {
      return "Every minute" + during();
    }
    if (step > 0) {
      return "Every " + step + " minutes" + during();
    }
    return "At minute " + phrase(CronField.MINUTE, Integer::toString) + ofHours();
  }

  private List<String> times() {
    List<String> times = new ArrayList<>();
    for (int minuteOfDay = 0; minuteOfDay < 24 * 60; minuteOfDay++) {
      boolean hour = (fields.hours() >> (minuteOfDay / 60) & 1) != 0;
      if (hour && (fields.minutes() >> (minuteOfDay % 60) & 1) != 0) {
        times.add(clock(minuteOfDay / 60, minuteOfDay % 60));
      }
    }
    return times;
  }

  private String during() {
    if (fields.isAll(CronField.HOUR)) {
      return "";
    }
    List<int[]> runs = runs(CronField.HOUR, fields.hours());
    return runs.size() == 1
        ? " from " + clock(runs.getFirst()[0], 0) + " to " + clock(runs.getFirst()[1], 59)
        : ofHours();
  }

  private String ofHours() {
    return fields.isAll(CronField.HOUR)
        ? " of every hour"
        : " of the hours " + phrase(CronField.HOUR, Integer::toString);
  }

  private String days() {
    boolean anyDate = fields.isAll(CronField.DAY_OF_MONTH);
    boolean anyWeekday = fields.isAll(CronField.DAY_OF_WEEK);
    if (fields.eitherDay() ? anyDate || anyWeekday : anyDate && anyWeekday) {
      return "every day";
    }
    String dates = "on day " + phrase(CronField.DAY_OF_MONTH, Integer::toString) + " of the month";
    String weekdays = phrase(CronField.DAY_OF_WEEK, CronWords::weekday);
    if (fields.eitherDay()) {
      return dates + " or on " + weekdays;
    }
    return anyDate ? weekdays : anyWeekday ? dates : dates + " if it is " + weekdays;
  }

  private String months() {
    return fields.isAll(CronField.MONTH) ? "" : ", in " + phrase(CronField.MONTH, CronWords::month);
  }

  private String phrase(CronField field, IntFunction<String> name) {
    List<String> items = new ArrayList<>();
    for (int[] run : runs(field, fields.bits(field))) {
      int length = Math.floorMod(run[1] - run[0], field.size()) + 1;
      items.add(name.apply(run[0]));
      if (length == 2) {
        items.add(name.apply(run[1]));
      } else if (length > 2) {
        items.add(items.removeLast() + " to " + name.apply(run[1]));
      }
    }
    return joined(items);
  }

  /** First and last value of each unbroken run; a single one may go around the end. */
  private static List<int[]> runs(CronField field, long bits) {
    List<int[]> runs = new ArrayList<>();
    for (int value = field.first; value <= field.last; value++) {
      if ((bits >> value & 1) != 0) {
        int length = Long.numberOfTrailingZeros(~(bits >>> value));
        runs.add(new int[] {value, value + length - 1});
        value += length;
      }
    }
    boolean around =
        runs.size() == 2
            && field.goesAround()
            && runs.getFirst()[0] == field.first
            && runs.getLast()[1] == field.last;
    return around ? List.of(new int[] {runs.getLast()[0], runs.getFirst()[1]}) : runs;
  }

  private static String joined(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.getFirst()
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  private static String clock(int hour, int minute) {
    return "%02d:%02d".formatted(hour, minute);
  }

  private static String weekday(int value) {
    return DayOfWeek.of(value == 0 ? 7 : value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String month(int value) {
    return Month.of(value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}

package io.schedulerrunner.cron;

import java.util.List;
import java.util.Locale;

/** One of the five fields, in the order in which they are written. */
enum CronField {
  MINUTE("minute", 0, 59, "", "30 9 * * *"),
  HOUR("hour", 0, 23, "", "0 9-17 * * *"),
  DAY_OF_MONTH("day of month", 1, 31, "", "0 9 1,15 * *"),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", "0 9 1 JAN,JUL *"),
  DAY_OF_WEEK("day of week", 0, 6, "SUN MON TUE WED THU FRI SAT", "0 9 * * MON-FRI");

  /** How messages call it. */
  final String title;

  final int first;
  final int last;

  private final String names;

  /** A whole expression that shows the field. */
  final String example;

  CronField(String title, int first, int last, String names, String example) {
    this.title = title;
    this.first = first;
    this.last = last;
    this.names = names;
    this.example = example;
  }

  /** Three letters for each value, or none. */
  List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  /** How many values it has. */
  int size() {
    return last - first + 1;
  }

  /** The largest number that may be written: Sunday may be 7. */
  int largest() {
    return this == DAY_OF_WEEK ? 7 : last;
  }

  /** Whether its last value and its first are next to each other in a person's mind. */
  boolean goesAround() {
    return this == HOUR || this == MONTH || this == DAY_OF_WEEK;
  }

  /** Every value. */
  long all() {
    return ((1L << size()) - 1) << first;
  }

  /** The value of a name, -1 where there is no such name. */
  int named(String word) {
    int index = names().indexOf(word.toUpperCase(Locale.ROOT));
    return index < 0 ? -1 : first + index;
  }
}

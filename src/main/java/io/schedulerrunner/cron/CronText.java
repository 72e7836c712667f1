package io.schedulerrunner.cron;

import java.util.ArrayList;
import java.util.List;

/** Sets of values as cron writes them. */
final class CronText {

  private CronText() {}

  /** Values and ranges, such as {@code 1-5,9}. */
  static String list(long bits) {
    List<String> items = new ArrayList<>();
    long rest = bits;
    while (rest != 0) {
      int first = Long.numberOfTrailingZeros(rest);
      int length = Long.numberOfTrailingZeros(~(rest >>> first));
      items.add(range(first, first + length - 1));
      rest &= -1L << (first + length);
    }
    return String.join(",", items);
  }

  private static String range(int first, int last) {
    return switch (last - first) {
      case 0 -> "" + first;
      case 1 -> first + "," + last;
      default -> first + "-" + last;
    };
  }

  /** As {@link #list}, but shorter where a star or a star with a step says the same. */
  static String shortest(CronField field, long bits) {
    if (bits == field.all()) {
      return "*";
    }
    int step = step(field, bits);
    return step > 0 ? "*/" + step : list(bits);
  }

  /** What {@code *}{@code /N} would have to be, 0 where it can't say it. */
  static int step(CronField field, long bits) {
    int first = Long.numberOfTrailingZeros(bits);
    int second = Long.numberOfTrailingZeros(bits & bits - 1);
    if (first != field.first || second > field.last) {
      return 0;
    }
    long expected = 0;
    for (int value = first; value <= field.last; value += second - first) {
      expected |= 1L << value;
    }
    return bits == expected && Long.bitCount(bits) > 2 ? second - first : 0;
  }
}

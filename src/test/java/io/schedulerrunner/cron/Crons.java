package io.schedulerrunner.cron;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Expressions made at random, together with what they mean, without the parser's help. */
final class Crons {

  private Crons() {}

  /**
   * One expression.
   *
   * @param matches whether it means a local time
   * @param elapsed whether it follows elapsed time
   */
  record Sample(String text, Predicate<LocalDateTime> matches, boolean elapsed) {}

  private record Field(String text, SortedSet<Integer> values) {
    boolean star() {
      return text.startsWith("*");
    }
  }

  /** As {@link #sample(Random, int)}, at any hour. */
  static Sample sample(Random random) {
    return sample(random, random.nextInt(24));
  }

  /** An expression that likes an hour. */
  static Sample sample(Random random, int hour) {
    Field minutes = field(random, 0, 59, 2);
    Field hours =
        random.nextInt(3) == 0
            ? field(random, 0, 23, 4)
            : new Field("" + hour, new TreeSet<>(List.of(hour)));
    Field dates = days(random, 1, 31);
    Field months = random.nextInt(4) == 0 ? field(random, 1, 12, 1) : all(1, 12);
    Field weekdays = days(random, 0, 6);
    Predicate<LocalDateTime> day =
        time -> {
          boolean date = dates.values().contains(time.getDayOfMonth());
          boolean weekday = weekdays.values().contains(time.getDayOfWeek().getValue() % 7);
          boolean both = dates.star() || weekdays.star();
          return both ? date && weekday : date || weekday;
        };
    return new Sample(
        String.join(
            " ", minutes.text(), hours.text(), dates.text(), months.text(), weekdays.text()),
        time ->
            minutes.values().contains(time.getMinute())
                && hours.values().contains(time.getHour())
                && months.values().contains(time.getMonthValue())
                && day.test(time),
        minutes.star() || minutes.values().size() == 60 || hours.values().size() == 24);
  }

  private static Field days(Random random, int first, int last) {
    return random.nextInt(3) > 0
        ? all(first, first == 1 ? 31 : last)
        : field(random, first, last, 0);
  }

  private static Field all(int first, int last) {
    return step(first, last, 1, "*");
  }

  private static Field field(Random random, int first, int last, int stars) {
    int kind = random.nextInt(3 + stars);
    int everyMonth = last == 31 ? 28 : last;
    int one = random.nextInt(first, everyMonth + 1);
    int other = random.nextInt(first, everyMonth + 1);
    return switch (kind) {
      case 0 -> new Field("" + one, new TreeSet<>(List.of(one)));
      case 1 -> new Field(one + "," + other, new TreeSet<>(List.of(one, other)));
      case 2 -> range(one, other, first, last);
      case 3 -> all(first, last);
      default -> {
        int step = 2 + random.nextInt(14);
        yield step(first, last, step, "*/" + step);
      }
    };
  }

  private static Field range(int from, int to, int first, int last) {
    SortedSet<Integer> values = new TreeSet<>();
    int value = from;
    values.add(value);
    while (value != to) {
      value = value == last ? first : value + 1;
      values.add(value);
    }
    return new Field(from + "-" + to, values);
  }

  private static Field step(int first, int last, int step, String text) {
    List<Integer> values = new ArrayList<>();
    for (int value = first; value <= last; value += step) {
      values.add(value);
    }
    return new Field(text, new TreeSet<>(values));
  }
}

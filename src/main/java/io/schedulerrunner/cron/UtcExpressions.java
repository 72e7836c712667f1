package io.schedulerrunner.cron;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a local expression is in UTC while the offset stays the same. */
final class UtcExpressions {

  private static final int DAY = 24 * 60;

  private final CronExpression expression;
  private final CronFields fields;
  private final int offset;

  private UtcExpressions(CronExpression expression, ZoneOffset offset) {
    this.expression = expression;
    this.fields = expression.fields();
    this.offset = offset.getTotalSeconds() / 60;
  }

  /**
   * Expressions that together are due exactly when the local one is; several where the shift cuts
   * through hours or days. Empty where cron cannot say it: days of the week, or the end of
   * February, in some months only.
   */
  static Optional<List<String>> of(CronExpression expression, ZoneOffset offset) {
    return offset.getTotalSeconds() % 60 == 0
        ? new UtcExpressions(expression, offset).lines()
        : Optional.empty();
  }

  private Optional<List<String>> lines() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Integer, long[]> day : times().entrySet()) {
      Optional<List<UtcDays.Form>> forms = days(day.getKey());
      if (forms.isEmpty()) {
        return Optional.empty();
      }
      lines.addAll(product(hours(day.getValue()), forms.get()));
    }
    return Optional.of(List.copyOf(lines));
  }

  /** For each shift of the day, the minutes of each hour in UTC. */
  private Map<Integer, long[]> times() {
    boolean always =
        fields.isAll(CronField.DAY_OF_MONTH)
            && fields.isAll(CronField.DAY_OF_WEEK)
            && fields.isAll(CronField.MONTH);
    Map<Integer, long[]> times = new LinkedHashMap<>();
    for (int local = 0; local < DAY; local++) {
      int utc = local - offset;
      boolean hour = (fields.hours() >> (local / 60) & 1) != 0;
      if (hour && (fields.minutes() >> (local % 60) & 1) != 0) {
        int shift = always ? 0 : Math.floorDiv(utc, DAY);
        int minute = Math.floorMod(utc, DAY);
        times.computeIfAbsent(shift, _ -> new long[24])[minute / 60] |= 1L << (minute % 60);
      }
    }
    return times;
  }

  private Optional<List<UtcDays.Form>> days(int shift) {
    List<String> parts = expression.parts();
    return shift == 0
        ? Optional.of(List.of(new UtcDays.Form(parts.get(2), parts.get(3), parts.get(4))))
        : new UtcDays(fields, shift).forms();
  }

  /** Hours that have the same minutes. */
  private static Map<Long, Integer> hours(long[] minutes) {
    Map<Long, Integer> hours = new LinkedHashMap<>();
    for (int hour = 0; hour < minutes.length; hour++) {
      if (minutes[hour] != 0) {
        hours.merge(minutes[hour], 1 << hour, (some, more) -> some | more);
      }
    }
    return hours;
  }

  private static List<String> product(Map<Long, Integer> times, List<UtcDays.Form> days) {
    List<String> lines = new ArrayList<>();
    times.forEach(
        (minutes, hours) -> {
          for (UtcDays.Form day : days) {
            lines.add(
                String.join(
                    " ",
                    CronText.shortest(CronField.MINUTE, minutes),
                    CronText.shortest(CronField.HOUR, hours),
                    day.dates(),
                    day.months(),
                    day.weekdays()));
          }
        });
    return lines;
  }
}

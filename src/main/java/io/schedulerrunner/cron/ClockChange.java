package io.schedulerrunner.cron;

import io.schedulerrunner.config.DstPolicy;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to a schedule when clocks change, in a sentence. */
record ClockChange(CronExpression expression, DstPolicy policy, ZoneOffsetTransition transition) {

  /** So many times are named. */
  private static final int NAMED = 3;

  /** Empty where the change makes no difference. */
  Optional<String> warning() {
    LocalDateTime before = transition.getDateTimeBefore();
    LocalDateTime after = transition.getDateTimeAfter();
    boolean gap = transition.isGap();
    List<LocalTime> times = gap ? times(before, after) : times(after, before);
    if (times.isEmpty() || expression.fields().isAll(CronField.HOUR)) {
      return Optional.empty();
    }
    String move =
        "%s: the clocks go from %s to %s; "
            .formatted(before.toLocalDate(), before.toLocalTime(), after.toLocalTime());
    return Optional.of(move + named(times) + (gap ? skipped() : repeated()));
  }

  private String skipped() {
    if (expression.isElapsed()) {
      return ": no such time; left out, as the schedule follows elapsed time.";
    }
    return policy == DstPolicy.SKIP
        ? ": no such time; left out."
        : ": no such time; one run at %s (%s) instead."
            .formatted(transition.getDateTimeAfter().toLocalTime(), transition.getInstant());
  }

  private String repeated() {
    if (expression.isElapsed()) {
      return ": twice that day; runs both times, as the schedule follows elapsed time.";
    }
    return policy == DstPolicy.BOTH
        ? ": twice that day; runs both times."
        : ": twice that day; runs the first time only.";
  }

  private List<LocalTime> times(LocalDateTime from, LocalDateTime bound) {
    List<LocalTime> times = new ArrayList<>();
    Optional<LocalDateTime> next = expression.fields().first(from, bound);
    while (next.isPresent()) {
      times.add(next.get().toLocalTime());
      next = expression.fields().first(next.get().plusMinutes(1), bound);
    }
    return times;
  }

  private static String named(List<LocalTime> times) {
    String named = String.join(", ", times.stream().limit(NAMED).map(LocalTime::toString).toList());
    return times.size() > NAMED ? named + " …" : named;
  }
}

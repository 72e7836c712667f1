package io.schedulerrunner.schedule;

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
      return " would be skipped: the schedule follows elapsed time.";
    }
    return policy == DstPolicy.SKIP
        ? " does not exist and is left out."
        : " does not exist and runs at %s (%s) instead."
            .formatted(transition.getDateTimeAfter().toLocalTime(), transition.getInstant());
  }

  private String repeated() {
    if (expression.isElapsed()) {
      return " comes twice and runs twice: the schedule follows elapsed time.";
    }
    return policy == DstPolicy.BOTH
        ? " comes twice and runs both times."
        : " comes twice and runs the first time only.";
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

package io.schedulerrunner.cron;

import io.schedulerrunner.config.DstPolicy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Finds the instants at which local times occur, one stretch of constant offset after another.
 *
 * @param gap whether times that a gap swallows are due at its end
 * @param second whether times that exist twice are due the second time, too
 */
record ZonedSearch(CronFields fields, ZoneRules rules, boolean gap, boolean second) {

  static ZonedSearch of(CronFields fields, boolean elapsed, ZoneRules rules, DstPolicy policy) {
    return new ZonedSearch(
        fields, rules, !elapsed && policy != DstPolicy.SKIP, elapsed || policy == DstPolicy.BOTH);
  }

  /** The first instant after {@code after}, at the latest at {@code limit}. */
  Optional<Instant> first(Instant after, Instant limit) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime from = start(after, offset);
    while (true) {
      ZoneOffsetTransition end = rules.nextTransition(after);
      boolean last = end == null || end.getInstant().isAfter(limit);
      LocalDateTime bound =
          last ? LocalDateTime.ofInstant(limit, offset).plusNanos(1) : end.getDateTimeBefore();
      Optional<LocalDateTime> found = fields.first(from, bound);
      if (found.isPresent() || last) {
        ZoneOffset current = offset;
        return found.map(time -> time.toInstant(current));
      }
      if (isDueAtEndOf(end)) {
        return Optional.of(end.getInstant());
      }
      after = end.getInstant();
      offset = end.getOffsetAfter();
      from = afterwards(end);
    }
  }

  /** The first whole minute after an instant; past the hour that is repeated, if need be. */
  private LocalDateTime start(Instant after, ZoneOffset offset) {
    LocalDateTime next =
        LocalDateTime.ofInstant(after, offset).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    if (second) {
      return next;
    }
    ZoneOffsetTransition begin = rules.previousTransition(after.plusNanos(1));
    if (begin == null) {
      return next;
    }
    LocalDateTime fresh = afterwards(begin);
    return fresh.isAfter(next) ? fresh : next;
  }

  private LocalDateTime afterwards(ZoneOffsetTransition transition) {
    return transition.isOverlap() && !second
        ? transition.getDateTimeBefore()
        : transition.getDateTimeAfter();
  }

  private boolean isDueAtEndOf(ZoneOffsetTransition transition) {
    return gap
        && transition.isGap()
        && fields.first(transition.getDateTimeBefore(), transition.getDateTimeAfter()).isPresent();
  }
}

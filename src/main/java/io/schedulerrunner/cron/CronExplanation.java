package io.schedulerrunner.cron;

import io.schedulerrunner.config.DstPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything worth knowing about an expression in a zone, for the year that follows an instant.
 * Immutable.
 *
 * @param next the next ten instants at which it is due
 * @param periods the stretches of constant offset, the present one first
 * @param changesClocks whether clocks change within the year
 * @param warnings what happens to the schedule when they do
 */
public record CronExplanation(
    CronExpression expression,
    ZoneId zone,
    List<Instant> next,
    List<Period> periods,
    boolean changesClocks,
    List<String> warnings) {

  private static final int TIMES = 10;
  private static final Duration YEAR = Duration.ofDays(366);

  /**
   * A stretch of constant offset.
   *
   * @param from its first instant; empty where it has none
   * @param utc the expressions in UTC that together are the local one; empty where cron can't say
   *     it
   */
  public record Period(Optional<Instant> from, ZoneOffset offset, Optional<List<String>> utc) {}

  public CronExplanation {
    next = List.copyOf(next);
    periods = List.copyOf(periods);
    warnings = List.copyOf(warnings);
  }

  /** Explains an expression. */
  public static CronExplanation of(
      CronExpression expression, ZoneId zone, DstPolicy policy, Instant now) {
    List<ZoneOffsetTransition> changes = changes(zone.getRules(), now);
    List<Period> periods = new ArrayList<>();
    periods.add(present(expression, zone.getRules(), now));
    for (ZoneOffsetTransition change : changes) {
      ZoneOffset offset = change.getOffsetAfter();
      periods.add(
          new Period(
              Optional.of(change.getInstant()), offset, UtcExpressions.of(expression, offset)));
    }
    return new CronExplanation(
        expression,
        zone,
        next(expression, zone, policy, now),
        periods,
        !changes.isEmpty(),
        changes.stream()
            .flatMap(change -> new ClockChange(expression, policy, change).warning().stream())
            .toList());
  }

  private static Period present(CronExpression expression, ZoneRules rules, Instant now) {
    ZoneOffset offset = rules.getOffset(now);
    return new Period(
        Optional.ofNullable(rules.previousTransition(now.plusNanos(1)))
            .map(ZoneOffsetTransition::getInstant),
        offset,
        UtcExpressions.of(expression, offset));
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules, Instant now) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(now);
    while (next != null && next.getInstant().isBefore(now.plus(YEAR))) {
      changes.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return changes;
  }

  private static List<Instant> next(
      CronExpression expression, ZoneId zone, DstPolicy policy, Instant now) {
    return Stream.iterate(
            expression.next(now, zone, policy),
            last -> last.flatMap(at -> expression.next(at, zone, policy)))
        .limit(TIMES)
        .flatMap(Optional::stream)
        .toList();
  }

  /** As plain text, several lines. */
  public String text() {
    return new ExplanationText(this).toString();
  }
}

package io.schedulerrunner.cron;

import io.schedulerrunner.config.Calendar;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Schedule;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instants at which one endpoint's schedule is due: its expression in its zone, within its
 * calendar. Immutable and thread-safe; parse once, ask at every tick.
 */
public final class FireTimes {

  private final CronExpression expression;
  private final Schedule schedule;

  private FireTimes(CronExpression expression, Schedule schedule) {
    this.expression = expression;
    this.schedule = schedule;
  }

  /**
   * Those of a schedule.
   *
   * @param name the endpoint's, which {@code H} is spread by
   * @throws CronException where the expression is not valid
   */
  public static FireTimes of(Schedule schedule, String name) {
    return new FireTimes(CronExpression.parse(schedule.expression(), name), schedule);
  }

  /**
   * When an endpoint is due next, soonest first and in its schedule's zone; fewer than asked for
   * where there are no more, none without a schedule.
   *
   * @throws CronException where its expression is not valid
   */
  public static List<ZonedDateTime> next(Endpoint endpoint, Instant after, int count) {
    return endpoint.schedule().stream()
        .flatMap(
            schedule ->
                of(schedule, endpoint.name()).after(after).map(due -> due.atZone(schedule.zone())))
        .limit(count)
        .toList();
  }

  /** The expression, read. */
  public CronExpression expression() {
    return expression;
  }

  /** The first one after an instant; empty where there is none any more. */
  public Optional<Instant> next(Instant after) {
    Calendar calendar = schedule.calendar();
    Instant from =
        calendar
            .notBefore()
            .map(first -> first.minusNanos(1))
            .filter(after::isBefore)
            .orElse(after);
    Optional<Instant> next = following(from);
    while (next.filter(this::isExcepted).isPresent()) {
      next = next.flatMap(this::following);
    }
    return next.filter(this::isInTime);
  }

  /** All those after an instant, in order; without an end where the schedule has none. */
  public Stream<Instant> after(Instant after) {
    return Stream.iterate(next(after), Optional::isPresent, last -> last.flatMap(this::next))
        .flatMap(Optional::stream);
  }

  /** Every one in a span, in order: {@code from} excluded, {@code to} included. */
  public List<Instant> due(Instant from, Instant to) {
    return expression.due(from, to, schedule.zone(), schedule.dst()).stream()
        .filter(this::isInTime)
        .filter(due -> !isExcepted(due))
        .toList();
  }

  private Optional<Instant> following(Instant after) {
    return expression.next(after, schedule.zone(), schedule.dst());
  }

  private boolean isInTime(Instant due) {
    Calendar calendar = schedule.calendar();
    return calendar.notBefore().filter(due::isBefore).isEmpty()
        && calendar.notAfter().filter(due::isAfter).isEmpty();
  }

  private boolean isExcepted(Instant due) {
    return schedule.calendar().except().contains(due.atZone(schedule.zone()).toLocalDate());
  }
}

package io.schedulerrunner.cron;

import io.schedulerrunner.config.DstPolicy;
import io.schedulerrunner.config.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unix cron expression: minute, hour, day of month, month, day of week, or {@code @daily} and the
 * like. Immutable and thread-safe; from {@link #parse}.
 *
 * <p>Lists, ranges (also around the end: {@code 22-2}, {@code SAT-MON}), steps, names in any case,
 * 7 for Sunday. Where both day fields are restricted, either is enough; where one of them begins
 * with a star, both must hold (as in Vixie cron). {@code H} stands for a value that is spread by
 * name.
 *
 * <p>An expression that runs every hour, or whose minutes are written with a star, follows elapsed
 * time: it is due whenever the wall clock matches. Any other is treated on the days on which clocks
 * change as its {@link DstPolicy} says.
 */
public final class CronExpression {

  /** Longer than the 40 years that may lie between two Mondays on 29 February. */
  private static final Duration HORIZON = Duration.ofDays(60 * 366L);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final String text;
  private final List<String> parts;
  private final CronFields fields;
  private final boolean elapsed;

  CronExpression(String text, List<String> parts, CronFields fields, boolean elapsed) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.fields = fields;
    this.elapsed = elapsed;
  }

  /**
   * Reads an expression.
   *
   * @param name what {@code H} is spread by: the endpoint's name
   * @throws CronException where it is not valid or can never be due
   */
  public static CronExpression parse(String text, String name) {
    return new CronParser(text, name).parse();
  }

  /**
   * What is wrong with an expression, for a configuration that reports all its problems at once.
   */
  public static Optional<Problem> problem(String where, String text, String name) {
    try {
      parse(text, name);
      return Optional.empty();
    } catch (CronException invalid) {
      return Optional.of(invalid.problem(where));
    }
  }

  /** The first instant after the given one; empty where a policy leaves out every one. */
  public Optional<Instant> next(Instant after, ZoneId zone, DstPolicy policy) {
    return search(zone.getRules(), policy).first(after, after.plus(HORIZON));
  }

  /**
   * Every instant in a span, in order: {@code from} excluded, {@code to} included. A span of at
   * most a minute, as a tick has it, costs a few bit tests.
   */
  public List<Instant> due(Instant from, Instant to, ZoneId zone, DstPolicy policy) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(to);
    if (Duration.between(from, to).compareTo(MINUTE) <= 0 && offset.equals(rules.getOffset(from))) {
      LocalDateTime last = LocalDateTime.ofEpochSecond(to.getEpochSecond(), 0, offset);
      if (!fields.matches(last)) {
        return List.of();
      }
      Instant minute = last.truncatedTo(ChronoUnit.MINUTES).toInstant(offset);
      if (minute.isAfter(from) && rules.getValidOffsets(last).size() == 1) {
        return List.of(minute);
      }
    }
    ZonedSearch search = search(rules, policy);
    List<Instant> due = new ArrayList<>();
    Optional<Instant> next = search.first(from, to);
    while (next.isPresent()) {
      due.add(next.get());
      next = search.first(next.get(), to);
    }
    return List.copyOf(due);
  }

  private ZonedSearch search(ZoneRules rules, DstPolicy policy) {
    return ZonedSearch.of(fields, elapsed, rules, policy);
  }

  /** As five plain fields: names, {@code H}, ranges around the end and {@code @} forms resolved. */
  public String canonical() {
    return String.join(" ", parts);
  }

  /** In words, such as {@code At 09:00, Monday to Friday}. */
  public String words() {
    return new CronWords(fields).toString();
  }

  /** Whether the schedule follows elapsed time, whatever the policy says. */
  public boolean isElapsed() {
    return elapsed;
  }

  CronFields fields() {
    return fields;
  }

  /** The five fields of {@link #canonical()}. */
  List<String> parts() {
    return parts;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}

package io.schedulerrunner.config;

import java.time.ZoneId;

/**
 * When an endpoint is due.
 *
 * @param expression unix cron: five fields, names, {@code @daily} forms
 * @param zone the zone whose wall clock the expression means; UTC by default
 * @param dst what happens on the days on which clocks change; once by default
 * @param calendar when the schedule holds; always by default
 * @param catchUp what becomes of missed times; the last one of an hour by default
 */
public record Schedule(
    String expression, ZoneId zone, DstPolicy dst, Calendar calendar, CatchUp catchUp) {

  /** With the default policies, without bounds. */
  public Schedule(String expression, ZoneId zone) {
    this(expression, zone, DstPolicy.ONCE, Calendar.ALWAYS);
  }

  /** With the default for missed times. */
  public Schedule(String expression, ZoneId zone, DstPolicy dst, Calendar calendar) {
    this(expression, zone, dst, calendar, CatchUp.DEFAULT);
  }
}

package io.schedulerrunner.config;

import java.time.ZoneId;

/**
 * When an endpoint is due.
 *
 * @param expression unix cron: five fields, names, {@code @daily} forms
 * @param zone the zone whose wall clock the expression means; UTC by default
 * @param dst what happens on the days on which clocks change; once by default
 * @param calendar when the schedule holds; always by default
 */
public record Schedule(String expression, ZoneId zone, DstPolicy dst, Calendar calendar) {

  /** With the default policy, without bounds. */
  public Schedule(String expression, ZoneId zone) {
    this(expression, zone, DstPolicy.ONCE, Calendar.ALWAYS);
  }
}

package io.schedulerrunner.config;

import java.time.ZoneId;

/**
 * When an endpoint is due.
 *
 * @param expression unix cron: five fields, names, {@code @daily} forms
 * @param zone the zone whose wall clock the expression means; UTC by default
 */
public record Schedule(String expression, ZoneId zone) {}

package io.schedulerrunner.config;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds of a schedule in time. Immutable.
 *
 * @param notBefore the first instant at which it may be due
 * @param notAfter the last instant at which it may be due
 * @param except dates, in the schedule's zone, on which it is never due
 */
public record Calendar(
    Optional<Instant> notBefore, Optional<Instant> notAfter, Set<LocalDate> except) {

  /** No bounds. */
  public static final Calendar ALWAYS = new Calendar(Optional.empty(), Optional.empty(), Set.of());

  public Calendar {
    except = Set.copyOf(except);
  }
}

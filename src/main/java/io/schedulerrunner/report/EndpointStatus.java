package io.schedulerrunner.report;

import java.util.Locale;

/** An endpoint's {@code status} in a report. */
public enum EndpointStatus {
  /** It answered as it should. */
  SUCCESS,
  /** It answered 207: something inside did not go well. */
  WARNING,
  /** It was called and did not succeed. */
  FAILED,
  /** Not called because what it depends on did not succeed. */
  SKIPPED,
  /** Not called because the deadline came first. */
  NOT_STARTED,
  /** Unfinished when the run was stopped. */
  CANCELLED,
  /** Left out by its {@code when}; stands in no list of the report. */
  OMITTED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** As the report writes it. */
  public String wireName() {
    return wireName;
  }

  /** Whether the endpoint stands among the report's {@code results}. */
  public boolean isSuccessful() {
    return this == SUCCESS || this == WARNING;
  }

  /** Whether the endpoint stands among the report's {@code errors}. */
  public boolean isFailure() {
    return !isSuccessful() && this != OMITTED;
  }

  /** Whether the endpoint's turn came: it was called, or at least about to be. */
  boolean ran() {
    return isSuccessful() || this == FAILED || this == CANCELLED;
  }
}

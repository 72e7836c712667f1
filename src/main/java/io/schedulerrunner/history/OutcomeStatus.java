package io.schedulerrunner.history;

import io.schedulerrunner.execute.Outcome;
import java.util.Locale;

/** The kinds of outcome, as the report names them. */
enum OutcomeStatus {
  SUCCESS,
  WARNING,
  FAILED,
  SKIPPED,
  NOT_STARTED,
  CANCELLED,
  OMITTED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  static OutcomeStatus of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded succeeded -> succeeded.response().isMultiStatus() ? WARNING : SUCCESS;
      case Outcome.Failed _ -> FAILED;
      case Outcome.Skipped _ -> SKIPPED;
      case Outcome.NotStarted _ -> NOT_STARTED;
      case Outcome.Cancelled _ -> CANCELLED;
      case Outcome.Omitted _ -> OMITTED;
    };
  }

  String wireName() {
    return wireName;
  }

  /** Whether a resumed run leaves the endpoint alone. */
  boolean isSettled() {
    return isSuccess() || this == OMITTED;
  }

  boolean isSuccess() {
    return this == SUCCESS || this == WARNING;
  }

  /** Whether the endpoint was called to the end, so that its statistics count it. */
  boolean wasCalled() {
    return isSuccess() || this == FAILED;
  }
}

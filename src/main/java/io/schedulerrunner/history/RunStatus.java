package io.schedulerrunner.history;

import java.util.Locale;

/** How it stands with a run. */
public enum RunStatus {
  /** Somebody is at it. */
  RUNNING,
  /** Everything succeeded. */
  SUCCESS,
  /** Everything succeeded, something with a 207. */
  WARNING,
  /** Something did not succeed. */
  FAILED,
  /** Given back, or whoever was at it is gone. */
  INTERRUPTED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** As the API writes it. */
  public String wireName() {
    return wireName;
  }
}

package io.schedulerrunner.notify;

import java.time.Instant;
import java.util.Set;

/**
 * An earlier run. Immutable.
 *
 * @param failed names of the endpoints that did not succeed; of all but the newest finished run
 *     they may be missing
 */
public record PastRun(Instant startedAt, Result result, Set<String> failed) {

  /** How it went. */
  public enum Result {
    SUCCESS,
    WARNING,
    FAILED,
    /** It broke off, or goes on. */
    UNFINISHED;

    /** Whether it came to an end. */
    boolean isFinished() {
      return this != UNFINISHED;
    }
  }

  public PastRun {
    failed = Set.copyOf(failed);
  }
}

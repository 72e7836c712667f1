package io.schedulerrunner.execute;

/**
 * When the calls of one run may start at one limit with a {@code spread}. Those to come share the
 * time that is left, so that late ones neither start all at once nor take longer than they may. Not
 * thread-safe.
 */
final class Spread {

  private final long end;
  private long next;
  private long left;

  /** With when the first one comes, when all are to have started, and how many are expected. */
  Spread(long first, long end, long calls) {
    next = first;
    this.end = end;
    left = calls;
  }

  /** When the next one may start, if it comes now. */
  long next(long now) {
    long start = Gate.later(next, now);
    next = start + Math.max(0, end - start) / left;
    left = Math.max(1, left - 1);
    return start;
  }
}

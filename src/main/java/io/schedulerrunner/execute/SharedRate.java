package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.time.Duration;

/**
 * This process's part of a rate that instances share: it reserves a stretch of the limit's time and
 * spaces its starts evenly over it. A stretch grows while all of it is used, up to a quarter of a
 * second, so that a busy limit costs a few questions a second and a rare call wastes nothing.
 * Thread-safe.
 */
final class SharedRate {

  /** How long a stretch is at most, unless it is that of a single start. */
  static final Duration LONGEST = Duration.ofMillis(250);

  private final SharedLimits limits;
  private final Limit limit;
  private final Time time;
  private final long spacing;
  private final long forgiven;
  private long length;
  private long next;
  private long end;

  SharedRate(SharedLimits limits, Limit limit, Time time) {
    this.limits = limits;
    this.limit = limit;
    this.time = time;
    spacing = Gate.spacing(limit);
    forgiven = Gate.forgiven(limit);
    length = spacing;
    next = time.nanos();
    end = next;
  }

  /** Waits for the next start that is this instance's. */
  void await() throws InterruptedException {
    if (spacing > 0) {
      time.sleep(Duration.ofNanos(Math.max(0, start() - time.nanos())));
    }
  }

  /** Whether it holds no part of the limit's time any more. */
  synchronized boolean isIdle() {
    return time.nanos() - end >= 0;
  }

  private synchronized long start() {
    next = Gate.later(next, time.nanos() - forgiven);
    if (next - end >= 0) {
      reserve();
    }
    long start = next;
    next += spacing;
    return start;
  }

  private void reserve() {
    boolean used = next - end < length;
    long longest = Math.max(1, LONGEST.toNanos() / spacing) * spacing;
    length = used ? Math.min(longest, length * 2) : spacing;
    Duration wait = limits.reserve(limit, Duration.ofNanos(length)).orElse(Duration.ZERO);
    next = time.nanos() + wait.toNanos();
    end = next + length;
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * This process's part of a rate that instances share: it reserves a stretch of the limit's time and
 * spaces its starts evenly over it. A stretch grows while all of it is used, up to a tenth of a
 * second, so that a busy limit costs some ten questions a second; it shrinks to what was used of
 * it, so that an instance that has not enough places for more leaves the rest to others.
 * Thread-safe.
 */
final class SharedRate {

  /** How long a stretch is at most, unless it is that of a single start. */
  static final Duration LONGEST = Duration.ofMillis(100);

  /** A stretch grows by one start in so many, and at least by one. */
  private static final int GROWTH = 8;

  private final SharedLimits limits;
  private final Limit limit;
  private final Time time;
  private final long spacing;
  private final long forgiven;
  private final ReentrantLock lock = new ReentrantLock();
  private long next;
  private long end;
  private long size;
  private long taken;

  SharedRate(SharedLimits limits, Limit limit, Time time) {
    this.limits = limits;
    this.limit = limit;
    this.time = time;
    spacing = Gate.spacing(limit);
    forgiven = Gate.forgiven(limit);
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
  boolean isIdle() {
    lock.lock();
    try {
      return time.nanos() - end >= 0;
    } finally {
      lock.unlock();
    }
  }

  private long start() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      next = Gate.later(next, time.nanos() - forgiven);
      if (next - end >= 0) {
        reserve();
      }
      long start = next;
      next += spacing;
      taken++;
      return start;
    } finally {
      lock.unlock();
    }
  }

  private void reserve() throws InterruptedException {
    long starts = worthwhile();
    Duration length = Duration.ofNanos(starts * spacing);
    Optional<Duration> wait =
        limits.reserve(limit, new SharedLimits.Stretch(length, Duration.ofNanos(forgiven)));
    next = wait.map(it -> time.nanos() + it.toNanos()).orElse(next);
    end = next + length.toNanos();
    size = starts;
    taken = 0;
  }

  /** How many starts the next stretch should have. */
  private long worthwhile() {
    boolean keptUp = taken == size && next - end < size * spacing;
    long longest = Math.max(1, LONGEST.toNanos() / spacing);
    return keptUp ? Math.min(longest, size + Math.max(1, size / GROWTH)) : Math.max(1, taken);
  }
}

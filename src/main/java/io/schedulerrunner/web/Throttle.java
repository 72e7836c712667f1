package io.schedulerrunner.web;

import io.schedulerrunner.execute.Time;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Slows whoever tries wrong credentials again and again: from the sixth failure within a minute of
 * the last one on, the answer waits, twice as long each time, up to 1.6 s. Right credentials never
 * wait, even where they come from the same address: behind a proxy all callers do. Memory does not
 * grow: addresses share a fixed number of counters, and only so many wait at once. Thread-safe.
 */
final class Throttle {

  static final int FREE = 5;
  static final int MOST_WAITING = 1000;

  private static final int COUNTERS = 1024;
  private static final int MOST_DOUBLINGS = 4;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final Time time;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final int[] failures = new int[COUNTERS];
  private final long[] lastNanos = new long[COUNTERS];

  Throttle(Time time) {
    this.time = time;
  }

  /** Somebody at that address had wrong credentials: waits before they hear of it. */
  void failed(String address) {
    Duration pause = pause(address);
    if (!pause.isZero() && waiting.tryAcquire()) {
      try {
        time.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        waiting.release();
      }
    }
  }

  private synchronized Duration pause(String address) {
    int counter = Math.floorMod(address.hashCode(), COUNTERS);
    long now = time.nanos();
    if (now - lastNanos[counter] > MEMORY.toNanos()) {
      failures[counter] = 0;
    }
    lastNanos[counter] = now;
    failures[counter]++;
    int beyond = failures[counter] - FREE;
    return beyond <= 0
        ? Duration.ZERO
        : SHORTEST.multipliedBy(1L << Math.min(beyond - 1, MOST_DOUBLINGS));
  }
}

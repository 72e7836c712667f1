package io.schedulerrunner.testing;

import io.schedulerrunner.execute.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** Clocks that stand still until a test moves them; who sleeps is woken when they get there. */
public final class ManualTime implements Time {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  private final TreeMap<Long, CountDownLatch> sleepers = new TreeMap<>();
  private long nanos;

  @Override
  public synchronized Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    CountDownLatch awake;
    synchronized (this) {
      if (duration.isZero() || duration.isNegative()) {
        return;
      }
      awake = sleepers.computeIfAbsent(nanos + duration.toNanos(), at -> new CountDownLatch(1));
      notifyAll();
    }
    awake.await();
  }

  /** Waits until somebody sleeps. */
  public synchronized void awaitSleeper() throws InterruptedException {
    while (sleepers.isEmpty()) {
      wait();
    }
  }

  /** Waits until somebody sleeps who is to be woken after so long from the beginning. */
  public synchronized void awaitSleeperUntil(Duration since) throws InterruptedException {
    while (!sleepers.containsKey(since.toNanos())) {
      wait();
    }
  }

  /** Moves the clocks. */
  public synchronized void advance(Duration duration) {
    nanos += duration.toNanos();
    Map<Long, CountDownLatch> due = sleepers.headMap(nanos, true);
    due.values().forEach(CountDownLatch::countDown);
    due.clear();
  }
}

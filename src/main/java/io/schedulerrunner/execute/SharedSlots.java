package io.schedulerrunner.execute;

import io.schedulerrunner.config.Limit;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;

/**
 * This process's slots of a concurrency that instances share. While any are held or waited for, a
 * virtual thread asks for them again a few times a second: it gets more, gives back what is idle or
 * more than a fair share, and so keeps the lease on the rest. While it asks, calls go on in the
 * slots that it has said it keeps. Thread-safe.
 */
final class SharedSlots {

  /** How long what was answered is relied on. */
  static final Duration BEAT = Duration.ofMillis(200);

  private static final Thread.Builder BEATS = Thread.ofVirtual().name("limit-slots");

  private final SharedLimits limits;
  private final Limit limit;
  private final Time time;
  private int granted;
  private int held;
  private int inUse;
  private int most;
  private int waiting;
  private boolean beating;

  SharedSlots(SharedLimits limits, Limit limit, Time time) {
    this.limits = limits;
    this.limit = limit;
    this.time = time;
  }

  /** Waits for a slot. */
  synchronized void enter() throws InterruptedException {
    waiting++;
    try {
      if (!beating) {
        beating = true;
        BEATS.start(new FutureTask<>(this::beat));
      }
      while (inUse >= held) {
        wait();
      }
      inUse++;
      most = Math.max(most, inUse);
    } finally {
      waiting--;
    }
  }

  /** A slot is free again. */
  synchronized void leave() {
    inUse--;
    notifyAll();
  }

  /** Whether it holds nothing and nobody waits. */
  synchronized boolean isIdle() {
    return !beating;
  }

  private boolean beat() throws InterruptedException {
    int all = limit.concurrency().orElseThrow();
    while (ask(all)) {
      time.sleep(BEAT);
    }
    return true;
  }

  private boolean ask(int all) throws InterruptedException {
    SharedLimits.Demand demand = demand(all);
    int alone = demand.wanted() > 0 ? all : 0;
    return settle(limits.hold(limit, demand), alone);
  }

  private synchronized SharedLimits.Demand demand(int all) {
    int wanted = waiting > 0 ? all : most;
    held = Math.max(inUse, Math.min(granted, wanted));
    most = inUse;
    return new SharedLimits.Demand(held, wanted);
  }

  private synchronized boolean settle(OptionalInt answer, int alone) {
    granted = answer.orElse(0);
    held = answer.orElse(alone);
    notifyAll();
    beating = waiting + inUse + held > 0;
    return beating;
  }
}

package io.schedulerrunner.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the requests that are being answered, and admits none once closed. Thread-safe. */
final class InFlight {

  private final Semaphore free = new Semaphore(Integer.MAX_VALUE);
  private volatile boolean closed;

  /** Whether the request may be answered; then {@link #leave()} must follow. */
  boolean enter() {
    return !closed && free.tryAcquire();
  }

  void leave() {
    free.release();
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Waits until none is left; false where that takes too long. */
  boolean awaitNone(Duration most) throws InterruptedException {
    boolean none = free.tryAcquire(Integer.MAX_VALUE, most.toNanos(), TimeUnit.NANOSECONDS);
    if (none) {
      free.release(Integer.MAX_VALUE);
    }
    return none;
  }
}

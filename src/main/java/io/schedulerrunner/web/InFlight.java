package io.schedulerrunner.web;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests that are being answered, and admits none once closed. Thread-safe. */
final class InFlight {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private int count;
  private boolean closed;

  /** Whether the request may be answered; then {@link #leave()} must follow. */
  boolean enter() {
    lock.lock();
    try {
      if (!closed) {
        count++;
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      count--;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until none is left; false where that takes too long. */
  boolean awaitNone(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long nanos = most.toNanos();
      while (count > 0 && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
      return count == 0;
    } finally {
      lock.unlock();
    }
  }
}

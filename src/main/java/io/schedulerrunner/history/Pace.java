package io.schedulerrunner.history;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When the thread that writes the history does so: at once where somebody waits for it or after a
 * quiet time, else so seldom that results gather into batches. To wake a thread for each result
 * costs more than to write it. Thread-safe.
 */
final class Pace {

  private final long gatherNanos;
  private final long idleNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition hurried = lock.newCondition();
  private volatile boolean news;
  private boolean urgent;

  /**
   * With its times.
   *
   * @param gather how long results may gather while they come in
   * @param idle how long there is nothing to do where none come
   */
  Pace(Duration gather, Duration idle) {
    gatherNanos = gather.toNanos();
    idleNanos = idle.toNanos();
  }

  /** There is something to write. */
  void come() {
    // Who set it may not have been heard yet; what is there by now will be seen all the same.
    if (news) {
      return;
    }
    lock.lock();
    try {
      news = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Somebody waits for what is to be written. */
  void hurry() {
    lock.lock();
    try {
      urgent = true;
      arrived.signal();
      hurried.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something to do, or for the idle time; an interrupt ends the waiting. */
  void await() {
    lock.lock();
    try {
      for (long left = gatherNanos; !urgent && left > 0; ) {
        left = hurried.awaitNanos(left);
      }
      for (long left = idleNanos; !urgent && !news && left > 0; ) {
        left = arrived.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      // Nobody interrupts the writer to stop it: it looks what there is, and waits again.
    } finally {
      news = false;
      urgent = false;
      lock.unlock();
    }
  }
}

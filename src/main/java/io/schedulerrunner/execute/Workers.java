package io.schedulerrunner.execute;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The places in which calls are made: at most so many at the same time, each a virtual thread that
 * takes one ready call after another. A call that has to wait (for a limit, for its next attempt)
 * gives its place away meanwhile. Thread-safe.
 *
 * @param <T> what is worked on
 */
final class Workers<T> {

  private final int places;
  private final ThreadFactory threads;
  private final Consumer<T> work;
  private final Deque<T> ready = new ArrayDeque<>();
  private final Deque<CountDownLatch> returning = new ArrayDeque<>();
  private int taken;
  private boolean closed;

  Workers(int places, ThreadFactory threads, Consumer<T> work) {
    this.places = places;
    this.threads = threads;
    this.work = work;
  }

  /**
   * Works on a task as soon as a place is free; tasks begin in the order in which they were
   * offered.
   */
  void offer(T task) {
    synchronized (this) {
      if (taken == places) {
        ready.add(task);
        return;
      }
      taken++;
    }
    begin(task);
  }

  /** Gives up on what has not begun, and lets nobody come back who waits. */
  synchronized void close() {
    ready.clear();
    closed = true;
  }

  /** Gives the calling worker's place away, until {@link #resume()}. */
  void pause() {
    nextTask().ifPresent(this::begin);
  }

  /**
   * Waits for a place. Those who come back go before those who have not begun.
   *
   * @throws InterruptedException also where there are no places any more
   */
  void resume() throws InterruptedException {
    CountDownLatch turn = new CountDownLatch(1);
    synchronized (this) {
      if (closed) {
        throw new InterruptedException("The run is over.");
      }
      if (taken < places) {
        taken++;
        return;
      }
      returning.add(turn);
    }
    turn.await();
  }

  private void begin(T first) {
    threads
        .newThread(
            () -> {
              for (Optional<T> task = Optional.of(first); task.isPresent(); task = nextTask()) {
                work.accept(task.get());
              }
            })
        .start();
  }

  /** The calling worker's next task, or nothing once its place has gone to somebody else. */
  private synchronized Optional<T> nextTask() {
    CountDownLatch turn = returning.poll();
    if (turn != null) {
      turn.countDown();
      return Optional.empty();
    }
    Optional<T> task = Optional.ofNullable(ready.poll());
    if (task.isEmpty()) {
      taken--;
    }
    return task;
  }
}

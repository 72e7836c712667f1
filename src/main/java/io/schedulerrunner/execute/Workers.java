package io.schedulerrunner.execute;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The places in which calls are made: at most so many at the same time, each a virtual thread that
 * takes one ready call after another. A call that has to wait (for a limit, for its next attempt)
 * gives its place away meanwhile. Thread-safe.
 *
 * <p>Beyond a few, twice as many places are wanted whenever all workers have rested for a while,
 * and opened one after another as long as no answers come: where answers come faster than they can
 * be worked on, more calls on their way would only make each of them slower, and take more
 * connections. Who waits for anything else than an answer says so by {@link #resting}: while one
 * works, no more are wanted.
 *
 * @param <T> what is worked on
 */
final class Workers<T> {

  /**
   * Something to wait for.
   *
   * @param <V> what comes of it
   * @param <E> why nothing may come of it
   */
  @FunctionalInterface
  interface Wait<V, E extends Exception> {
    V get() throws E;
  }

  /** So many places are opened in any case. */
  static final int FEW = 32;

  /** How long that is; a call on the same machine takes half of it. */
  private static final long WHILE_NANOS = 250_000;

  private final int places;
  private final ThreadFactory threads;
  private final Consumer<T> work;
  private final Deque<T> ready = new ArrayDeque<>();
  private final Deque<CountDownLatch> returning = new ArrayDeque<>();

  /** Those who can go on, and do so as soon as there is a processor for them. */
  private final AtomicInteger due = new AtomicInteger();

  private final AtomicInteger resting = new AtomicInteger();
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile int taken;

  /** So many places there are to be, as it seems by now. */
  private volatile int wanted = FEW;

  private boolean closed;

  Workers(int places, ThreadFactory threads, Consumer<T> work) {
    this.places = places;
    this.threads = threads;
    this.work = work;
  }

  /** Works on a task once a place is open; tasks are taken in the order in which they came. */
  void offer(T task) {
    synchronized (this) {
      ready.add(task);
    }
    // Whoever is due comes by the tasks that are ready.
    if (due.get() <= 0) {
      openUpToWanted();
    }
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

  /** The calling worker is about to wait, keeping its place, until {@link #wake()}. */
  void rest() {
    resting.incrementAndGet();
    watchIfAllRest();
  }

  /** A worker that rests may go on, and will say so by {@link #goOn()}. */
  void wake() {
    due.incrementAndGet();
    wakes.incrementAndGet();
    resting.decrementAndGet();
  }

  /** The calling worker goes on. */
  void goOn() {
    due.decrementAndGet();
    if (taken < FEW) {
      open();
    }
  }

  /** As {@link #resting}, where nothing comes of it. */
  void restingIn(Runnable wait) {
    var _ =
        resting(
            () -> {
              wait.run();
              return true;
            });
  }

  /**
   * Does something in which the calling worker may have to wait, for anything but an answer: it
   * says nothing about the endpoints.
   */
  <V, E extends Exception> V resting(Wait<V, E> wait) throws E {
    rest();
    try {
      return wait.get();
    } finally {
      resting.decrementAndGet();
    }
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

  private boolean allRest() {
    return resting.get() >= taken;
  }

  private synchronized boolean isMoreWanted() {
    return taken < places && !ready.isEmpty();
  }

  private void watchIfAllRest() {
    int seen = wakes.get();
    if (allRest() && isMoreWanted() && watched.compareAndSet(false, true)) {
      threads.newThread(() -> watch(seen)).start();
    }
  }

  /** Opens a place if nobody goes on for a while. */
  private void watch(int wakesBefore) {
    LockSupport.parkNanos(WHILE_NANOS);
    // In this order: whoever sees that it is watched rested before what follows.
    watched.set(false);
    if (wakes.get() == wakesBefore) {
      wanted = Math.max(wanted, 2 * taken);
      open();
    } else {
      watchIfAllRest();
    }
  }

  private void openUpToWanted() {
    if (taken < wanted) {
      open();
    } else {
      watchIfAllRest();
    }
  }

  private void open() {
    T task;
    synchronized (this) {
      if (taken == places || ready.isEmpty()) {
        return;
      }
      taken++;
      task = ready.remove();
    }
    begin(task);
  }

  private void begin(T first) {
    int before = wakes.get();
    Thread worker = threads.newThread(() -> work(first, before));
    due.incrementAndGet();
    worker.start();
  }

  private void work(T first, int wakesBefore) {
    due.decrementAndGet();
    if (taken < FEW || (taken < wanted && wakes.get() == wakesBefore)) {
      open();
    }
    for (Optional<T> task = Optional.of(first); task.isPresent(); task = nextTask()) {
      work.accept(task.get());
    }
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

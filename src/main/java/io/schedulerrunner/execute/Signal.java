package io.schedulerrunner.execute;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What one worker waits for, once; meanwhile it counts as resting. Thread-safe. */
final class Signal {

  private enum State {
    AHEAD,
    AWAITED,
    GIVEN
  }

  private final Workers<?> workers;
  private final AtomicReference<State> state = new AtomicReference<>(State.AHEAD);
  private final CountDownLatch given = new CountDownLatch(1);

  /** With those of whom one will wait for it. */
  Signal(Workers<?> workers) {
    this.workers = workers;
  }

  /** Lets the worker go on; the first time counts. */
  void give() {
    if (state.getAndSet(State.GIVEN) == State.AWAITED) {
      workers.wake();
    }
    given.countDown();
  }

  boolean isGiven() {
    return state.get() == State.GIVEN;
  }

  /** Waits for it; after an interrupt, it is no longer waited for. */
  void await() throws InterruptedException {
    if (state.compareAndSet(State.AHEAD, State.AWAITED)) {
      try {
        workers.rest();
        given.await();
      } finally {
        give();
        workers.goOn();
      }
    }
  }
}

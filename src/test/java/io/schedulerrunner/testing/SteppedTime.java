package io.schedulerrunner.testing;

import io.schedulerrunner.execute.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Clocks that stand still but for those who sleep, which takes no time. Thread-safe. */
public final class SteppedTime implements Time {

  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final List<Runnable> whileAsleep = new ArrayList<>();
  private Duration passed = Duration.ZERO;

  /** Begins at a time. */
  public SteppedTime(Instant start) {
    this.start = start;
  }

  /** Something that happens while somebody sleeps: one thing each time. */
  public synchronized void whileAsleep(Runnable event) {
    whileAsleep.add(event);
  }

  /** Lets time pass. */
  public synchronized void pass(Duration duration) {
    passed = passed.plus(duration);
  }

  @Override
  public synchronized Instant now() {
    return start.plus(passed);
  }

  @Override
  public synchronized long nanos() {
    return startNanos + passed.toNanos();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pass(duration);
    event().run();
  }

  private synchronized Runnable event() {
    return whileAsleep.isEmpty() ? () -> {} : whileAsleep.removeFirst();
  }
}

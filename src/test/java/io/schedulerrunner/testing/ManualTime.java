package io.schedulerrunner.testing;

import io.schedulerrunner.execute.Time;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody sleeps or a test says so. Thread-safe. */
public final class ManualTime implements Time {

  private static final Instant BEGINNING = Instant.parse("2026-11-23T06:00:00Z");

  private Duration passed = Duration.ZERO;

  /** What has passed since the beginning. */
  public synchronized Duration passed() {
    return passed;
  }

  /** Lets time pass. */
  public synchronized void pass(Duration duration) {
    passed = passed.plus(duration);
  }

  @Override
  public Instant now() {
    return BEGINNING.plus(passed());
  }

  @Override
  public long nanos() {
    return passed().toNanos();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pass(duration);
  }
}

package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;

/** A wall clock that a test sets, and that every sleep takes on; the monotonic one runs as ever. */
final class FakeTime implements Time {

  private volatile Instant now = Instant.parse("2026-11-23T06:00:00Z");

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) {
    pass(duration.plusSeconds(1));
  }
}

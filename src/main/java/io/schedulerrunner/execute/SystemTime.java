package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clocks. */
final class SystemTime implements Time {

  private static final InstantSource WALL = InstantSource.system();

  @Override
  public Instant now() {
    return WALL.instant();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }
}

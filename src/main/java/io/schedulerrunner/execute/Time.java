package io.schedulerrunner.execute;

import java.time.Duration;
import java.time.Instant;

/**
 * The clocks a run goes by, injected so that tests neither wait nor depend on the wall clock.
 * Thread-safe.
 */
public interface Time {

  /** The machine's clocks. */
  Time SYSTEM = new SystemTime();

  /** Wall-clock time, for people. */
  Instant now();

  /** Monotonic time in nanoseconds, for durations and deadlines; as {@link System#nanoTime()}. */
  long nanos();

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;
}

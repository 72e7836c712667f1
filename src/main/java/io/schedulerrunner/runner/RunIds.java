package io.schedulerrunner.runner;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of runs: UUIDs of version 7 (RFC 9562, section 5.7), so that their text sorts by
 * time. Within a millisecond, and while the clock stands still or goes back, they count on (section
 * 6.2, method 2 over the 74 bits after the time). Thread-safe.
 */
public final class RunIds implements Supplier<String> {

  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int VARIANT_BITS = 2;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Milliseconds since 1970, then the 12 bits of rand_a. */
  private long last;

  /** With the clock and the source of randomness; a secure one makes the ids hard to guess. */
  public RunIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String get() {
    long head = next();
    long high = (head >>> COUNTER_BITS << 16) | VERSION | (head & COUNTER_MASK);
    long low = (random.nextLong() >>> VARIANT_BITS) | VARIANT;
    return new java.util.UUID(high, low).toString();
  }

  /** The time with a random start in the upper half's room; else one more than the last. */
  private synchronized long next() {
    long now = (clock.millis() << COUNTER_BITS) | (random.nextLong() & (COUNTER_MASK >>> 1));
    last = Math.max(now, last + 1);
    return last;
  }
}

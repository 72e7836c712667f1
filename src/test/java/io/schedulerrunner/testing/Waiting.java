package io.schedulerrunner.testing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waiting for what cannot be waited for otherwise, such as the state of a thread. Gives the
 * processor away while it does: a virtual thread that spins keeps out all others where there is one
 * processor.
 */
public final class Waiting {

  private static final long PACE_NANOS = 100_000;

  private Waiting() {}

  /** Returns once it is so. */
  public static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(PACE_NANOS);
    }
  }
}

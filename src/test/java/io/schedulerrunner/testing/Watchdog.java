package io.schedulerrunner.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Lets a test fail that a mutant makes wait for ever. PIT does so too, but with a new process for
 * the next mutant, which has to find all tests again: that was a third of all time. What does not
 * mind an interrupt, or leaves threads behind that are busy and would hold up other mutants, is
 * still left to PIT.
 */
final class Watchdog {

  /** The slowest test takes a third of it. */
  private static final long PATIENCE_MILLIS = 2000;

  private static final long PACE_MILLIS = 500;
  private static final Duration PROBE = Duration.ofMillis(200);
  private static final Duration BUSY = Duration.ofMillis(60);

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private Watchdog() {}

  static void guard(Invocation<@Nullable Void> test) throws Throwable {
    Thread runner = Thread.currentThread();
    AtomicBoolean late = new AtomicBoolean();
    Runnable alarm =
        () -> {
          late.set(true);
          runner.interrupt();
        };
    ScheduledFuture<?> alarms =
        CLOCK.scheduleAtFixedRate(alarm, PATIENCE_MILLIS, PACE_MILLIS, TimeUnit.MILLISECONDS);
    Optional<Throwable> failure = failure(test);
    alarms.cancel(false);
    if (late.get()) {
      // After an alarm that may just be ringing.
      CompletableFuture.runAsync(() -> {}, CLOCK).join();
      awaitQuiet();
      throw new AssertionError("It hung.", failure.orElse(null));
    }
    if (failure.isPresent()) {
      throw failure.orElseThrow();
    }
  }

  private static Optional<Throwable> failure(Invocation<@Nullable Void> test) {
    try {
      test.proceed();
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(e);
    }
  }

  /** Does not return where something goes on, until PIT ends the process. */
  private static void awaitQuiet() {
    Duration before = spent();
    long until = System.nanoTime() + PROBE.toNanos();
    do {
      LockSupport.parkNanos(PROBE.toNanos());
    } while (Thread.interrupted()
        || System.nanoTime() - until < 0
        || spent().minus(before).compareTo(BUSY) > 0);
  }

  private static Duration spent() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}

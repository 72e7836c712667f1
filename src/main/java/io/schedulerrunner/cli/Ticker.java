package io.schedulerrunner.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again. */
@FunctionalInterface
interface Ticker {

  /** By the clock, in a thread of its own. */
  Ticker REAL =
      (pause, task) -> {
        ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory());
        Future<?> ticking =
            thread.scheduleWithFixedDelay(task, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
        return () -> {
          ticking.cancel(false);
          thread.shutdown();
        };
      };

  /** Begins; what it returns ends it. */
  Runnable start(Duration pause, Runnable task);
}

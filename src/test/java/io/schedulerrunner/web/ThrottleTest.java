package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Who tries wrong credentials again and again is slowed. */
class ThrottleTest {

  private static final String ONE = "192.0.2.1";
  private static final String OTHER = "192.0.2.2";

  /** Sleeps without delay, and remembers it. */
  private static class FakeTime implements Time {
    final List<Duration> slept = new CopyOnWriteArrayList<>();
    long nanos = Duration.ofDays(1).toNanos();

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      slept.add(duration);
    }
  }

  private final FakeTime time = new FakeTime();
  private final Throttle throttle = new Throttle(time);

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address);
    }
  }

  @Test
  void theFirstFailuresAreFreeAndTheNextCostMoreAndMore() {
    fail(ONE, Throttle.FREE);
    assertThat(time.slept).isEmpty();
    fail(ONE, 7);
    assertThat(time.slept.stream().map(Duration::toMillis))
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 1600L, 1600L);
  }

  @Test
  void othersDoNotPay() {
    fail(ONE, 20);
    time.slept.clear();
    fail(OTHER, Throttle.FREE);
    assertThat(time.slept).isEmpty();
  }

  @Test
  void aMinuteWithoutFailureIsForgiven() {
    fail(ONE, 20);
    time.slept.clear();
    time.nanos += Duration.ofMinutes(1).toNanos();
    fail(ONE, 1);
    assertThat(time.slept).hasSize(1);
    time.nanos += Duration.ofMinutes(1).toNanos() + 1;
    fail(ONE, Throttle.FREE);
    assertThat(time.slept).hasSize(1);
  }

  @Test
  void onlySoManyWaitAtTheSameTime() throws Exception {
    CountDownLatch waiting = new CountDownLatch(Throttle.MOST_WAITING);
    CountDownLatch done = new CountDownLatch(1);
    Throttle blocking =
        new Throttle(
            new FakeTime() {
              @Override
              public void sleep(Duration duration) throws InterruptedException {
                waiting.countDown();
                done.await();
              }
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Throttle.FREE + Throttle.MOST_WAITING; i++) {
        var _ = threads.submit(() -> blocking.failed(ONE));
      }
      waiting.await();
      // Would wait for ever if it waited at all.
      blocking.failed(ONE);
      done.countDown();
    }
    assertThat(waiting.getCount()).isZero();
  }

  @Test
  void anInterruptEndsTheWait() {
    Throttle interrupted =
        new Throttle(
            new FakeTime() {
              @Override
              public void sleep(Duration duration) throws InterruptedException {
                throw new InterruptedException();
              }
            });
    for (int i = 0; i <= Throttle.FREE; i++) {
      interrupted.failed(ONE);
    }
    assertThat(Thread.interrupted()).isTrue();
  }
}

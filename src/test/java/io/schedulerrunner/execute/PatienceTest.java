package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static IOException broken() {
    return new IOException("broken");
  }

  private final Scheduler scheduler = new ScheduledExecutorScheduler("test-scheduler", true);
  private final Patience patience = new Patience(scheduler);
  private final Collector exchange = new Collector(new Connections(), Exchanges.workers(1), 100);

  @BeforeEach
  void start() {
    LifeCycle.start(scheduler);
  }

  @AfterEach
  void stop() {
    LifeCycle.stop(scheduler);
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  /** Somebody waits for an exchange, on a thread of his own. */
  private FutureTask<Boolean> waiting(Collector awaited, Duration time) {
    FutureTask<Boolean> waiting = new FutureTask<>(() -> patience.await(awaited, in(time)));
    Thread.startVirtualThread(waiting);
    return waiting;
  }

  /** Waits for an exchange that does not end. */
  private boolean awaitAnother(Duration time) throws InterruptedException {
    return patience.await(new Collector(new Connections(), Exchanges.workers(1), 1), in(time));
  }

  private void awaitSomebody() {
    while (!patience.iterator().hasNext()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsOverNeedNotBeWaitedFor() throws Exception {
    exchange.unconnected(broken());

    assertThat(patience.await(exchange, in(Duration.ofHours(1)))).isTrue();
    assertThat(patience.iterator()).isExhausted();
  }

  @Test
  void whatDoesNotEndIsWaitedForNoLongerThanItsTime() throws Exception {
    assertThat(patience.await(exchange, in(Duration.ZERO))).isFalse();
    assertThat(awaitAnother(Duration.ofMillis(5))).isFalse();
    assertThat(patience.iterator()).isExhausted();
  }

  @Test
  void whoHasLessTimeDoesNotWaitForWhoHasMore() throws Exception {
    FutureTask<Boolean> longer = waiting(exchange, Duration.ofHours(1));
    awaitSomebody();

    assertThat(awaitAnother(Duration.ofMillis(5))).isFalse();

    exchange.unconnected(broken());
    assertThat(longer.get()).isTrue();
  }

  @Test
  void theTimeOfOneAfterTheOtherComes() throws Exception {
    FutureTask<Boolean> later = waiting(exchange, Duration.ofMillis(40));
    awaitSomebody();

    assertThat(awaitAnother(Duration.ofMillis(5))).isFalse();
    assertThat(later.get()).isFalse();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> patience.await(exchange, in(Duration.ofHours(1))))
        .isInstanceOf(InterruptedException.class);
    assertThat(patience.iterator()).isExhausted();
  }

  @Test
  void whatExpiredStaysSoAndWhatEndedDoesNotExpire() throws Exception {
    Collector ended = new Collector(new Connections(), Exchanges.workers(1), 1);
    ended.unconnected(broken());
    ended.expire();
    exchange.expire();
    exchange.unconnected(broken());

    assertThat(exchange.await()).isFalse();
    assertThat(ended.await()).isTrue();
  }

  @Test
  void whatEndsTwiceHasEnded() throws Exception {
    exchange.unconnected(broken());
    exchange.unconnected(broken());

    assertThat(exchange.await()).isTrue();
  }

  @Test
  void nobodyWaitsForWhatWasClosed() throws Exception {
    FutureTask<Boolean> waiting = waiting(exchange, Duration.ofHours(1));
    awaitSomebody();

    patience.close();

    assertThat(waiting.get()).isFalse();
    assertThat(awaitAnother(Duration.ofHours(1))).isFalse();
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

/** What a worker waits for; a task that is offered begins only where nobody is due. */
class SignalTest {

  private final BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
  private final Workers<String> workers = new Workers<>(1, Thread.ofVirtual().factory(), done::add);
  private final Signal signal = new Signal(workers);

  @Test
  void whatWasGivenBeforeIsNotWaitedFor() throws InterruptedException {
    assertThat(signal.isGiven()).isFalse();
    signal.give();
    signal.give();
    assertThat(signal.isGiven()).isTrue();

    signal.await();

    workers.offer("a");
    assertThat(done.take()).isEqualTo("a");
  }

  @Test
  void whoIsInterruptedIsNotWokenLater() throws InterruptedException {
    Thread.currentThread().interrupt();

    assertThatThrownBy(signal::await).isInstanceOf(InterruptedException.class);

    signal.give();
    workers.offer("a");
    assertThat(done.take()).isEqualTo("a");
  }

  @Test
  void whoeverWaitsForOthersGoesOnAfterwards() throws InterruptedException {
    assertThat(workers.resting(() -> List.of(1))).containsExactly(1);
    assertThatThrownBy(
            () ->
                workers.resting(
                    () -> {
                      throw new InterruptedException("enough");
                    }))
        .hasMessage("enough");

    workers.offer("a");
    assertThat(done.take()).isEqualTo("a");
  }
}

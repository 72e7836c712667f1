package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.schedulerrunner.testing.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private static final Duration FOREVER = Duration.ofDays(1);
  private static final Duration MOMENT = Duration.ofMillis(1);

  /** A thread that has begun to wait. */
  private static Thread waiting(Pace pace) {
    Thread thread = Thread.ofPlatform().daemon().start(pace::await);
    Waiting.until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  @Test
  void resultsThatComeAfterAQuietTimeAreWrittenAtOnce() throws InterruptedException {
    Pace pace = new Pace(Duration.ZERO, FOREVER);
    Thread writer = waiting(pace);

    pace.come();
    writer.join();

    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void resultsGatherWhileTheyComeIn() throws InterruptedException {
    Pace pace = new Pace(FOREVER, FOREVER);
    Thread writer = waiting(pace);

    pace.come();
    assertThat(writer.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    pace.hurry();
    writer.join();
  }

  @Test
  void whatCameDuringTheGatheringIsWrittenAfterIt() {
    Pace pace = new Pace(MOMENT, FOREVER);
    pace.come();

    assertThatCode(pace::await).doesNotThrowAnyException();
  }

  @Test
  void whoWaitsForTheEndIsNotKeptWaitingByTheIdleTime() throws InterruptedException {
    Pace pace = new Pace(Duration.ZERO, FOREVER);
    Thread writer = waiting(pace);

    pace.hurry();
    writer.join();

    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void aHurryBeforehandCounts() {
    Pace pace = new Pace(FOREVER, FOREVER);
    pace.hurry();

    assertThatCode(pace::await).doesNotThrowAnyException();
  }

  @Test
  void withoutNewsTheIdleTimePasses() {
    Pace pace = new Pace(MOMENT, MOMENT);

    assertThatCode(pace::await).doesNotThrowAnyException();
  }

  @Test
  void anInterruptEndsTheWaiting() throws InterruptedException {
    Pace pace = new Pace(FOREVER, FOREVER);
    Thread writer = waiting(pace);

    writer.interrupt();
    writer.join();

    assertThat(writer.isAlive()).isFalse();
  }
}

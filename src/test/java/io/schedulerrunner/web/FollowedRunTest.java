package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.runner.LiveRun;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Waiting;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events of runs that go on elsewhere, and what ends them. */
final class FollowedRunTest extends Following {

  private RunDetail detail() {
    return history.read(known -> known.run("run-1")).orElseThrow();
  }

  /** What is known once the first endpoint's result, which is written a little later, is there. */
  private RunDetail half() {
    Waiting.until(() -> detail().results().size() == 1);
    return detail();
  }

  @Test
  void aRunOfAnotherInstanceIsFollowedThroughTheHistory() throws Exception {
    runHalf();
    RunDetail before = half();
    time.whileAsleep(store::switchOff);
    time.whileAsleep(
        () -> {
          time.pass(Duration.ofSeconds(20));
          store.switchOn();
          released.countDown();
          join();
        });

    String stream = text(events.recorded(before));

    assertThat(stream)
        .startsWith(STARTED)
        .contains(":\n\n")
        .endsWith(finished("success", 2) + "\n\n");
    assertThat(stream.split("event: endpoint\n", -1)).hasSize(3);
  }

  @Test
  void anInstanceThatDiedEndsItsRunsEvents() throws Exception {
    runHalf();
    RunDetail before = half();
    store.switchOff();
    time.whileAsleep(() -> time.pass(Duration.ofSeconds(30)));

    assertThat(text(events.recorded(before)))
        .contains("\"status\":\"interrupted\",\"success\":false");
    store.switchOn();
  }

  @Test
  void followingAnotherInstanceCanBeInterrupted() throws Exception {
    runHalf();
    RunDetail before = half();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> text(events.recorded(before)))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void followingALiveRunCanBeInterrupted() throws Exception {
    runHalf();
    LiveRun live = runner.live().find("run-1").orElseThrow();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> text(events.live(live, Optional.empty())))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aRunThatBrokeOffHasNoEnd() throws Exception {
    FakeExecutor broken =
        FakeExecutor.answering(
            call -> {
              entered.countDown();
              try {
                released.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              throw new IllegalStateException("broken");
            });
    Runner other = Service.runner(broken, () -> endpoints, history);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(
                            () ->
                                other.run(
                                    RunRequest.DEFAULT,
                                    Trigger.MANUAL,
                                    time.nanos(),
                                    RunListener.NONE))
                        .hasMessage("broken"));
    entered.await();
    LiveRun live = other.live().find("run-1").orElseThrow();
    released.countDown();

    String stream = text(events.live(live, Optional.empty()));
    thread.join();

    assertThat(stream).startsWith(STARTED).contains("endpoint-started").doesNotContain("finished");
  }
}

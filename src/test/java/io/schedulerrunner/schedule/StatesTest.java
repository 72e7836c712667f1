package io.schedulerrunner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.schedulerrunner.runner.History;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import org.junit.jupiter.api.Test;

/** What is remembered of schedules. */
class StatesTest {

  @Test
  void aStoreThatFailsKeepsNothingAndStopsNothing() {
    SwitchedStore store = new SwitchedStore();
    try (History history = Histories.of(store, new SteppedTime(Runs.NOON))) {
      States states = new States(history);
      states.handled("tick", Runs.NOON);
      store.switchOff();

      assertThatCode(() -> states.handled("tick", Runs.NOON.plusSeconds(60)))
          .doesNotThrowAnyException();
      assertThat(history.isPausing()).isTrue();
      assertThatCode(() -> states.handled("tick", Runs.NOON.plusSeconds(60)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whatWasPausedStaysSoWhereTheStoreFails() {
    SwitchedStore store = new SwitchedStore();
    try (History history = Histories.of(store, new SteppedTime(Runs.NOON))) {
      States states = new States(history);
      states.pause("a", true);
      states.pause("b", true);
      states.pause("b", false);
      assertThat(states.paused()).containsExactly("a");
      store.switchOff();

      assertThat(states.paused()).containsExactly("a");
      assertThat(history.isPausing()).isTrue();
      assertThat(states.paused()).containsExactly("a");
    }
  }
}

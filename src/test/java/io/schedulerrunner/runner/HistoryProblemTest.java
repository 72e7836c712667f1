package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.PassingTime;
import io.schedulerrunner.testing.SwitchedStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HistoryProblemTest {

  @Test
  void aHistoryIsAskedAndLeftInPeaceAfterAFailure() {
    SwitchedStore store = new SwitchedStore();
    PassingTime time = new PassingTime();
    try (History history = Histories.of(store, time)) {
      assertThat(history.problem()).isEmpty();
      assertThat(history.isAvailable()).isTrue();

      store.switchOff();
      assertThat(history.problem()).hasValue("It is switched off.");
      assertThat(history.isAvailable()).isFalse();

      store.switchOn();
      assertThat(history.problem()).hasValue("The history could not be reached a moment ago.");
      time.pass(Duration.ofMinutes(1));
      assertThat(history.problem()).isEmpty();
      assertThat(history.isAvailable()).isTrue();
    }
  }
}

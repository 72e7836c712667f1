package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import io.schedulerrunner.testing.SwitchedStore;
import org.junit.jupiter.api.Test;

/** A history whose store cannot be asked. */
class LostStoreTest {

  @Test
  void nobodyWaitsForWhatCannotBeKnown() {
    SwitchedStore store = new SwitchedStore();
    try (History history = Histories.of(store, new SteppedTime(Runs.NOON))) {
      store.switchOff();

      assertThat(history.awaitEnd("run-1", Long.MAX_VALUE)).isEmpty();
      assertThat(history.found("run-1")).isEmpty();
    }
  }
}

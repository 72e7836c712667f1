package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.GoogleAccess;
import io.schedulerrunner.google.GoogleApi;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.FirestoreEmulator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do, with Firestore's API at some address. */
abstract class FirestoreStoreCase extends RunStoreContract {

  private final StoreUrl url = StoreUrl.parse(FirestoreEmulator.address());

  /** Host and port. */
  abstract String host();

  @Override
  RunStore empty() {
    return second();
  }

  @Override
  RunStore second() {
    return open(url, host());
  }

  static RunStore open(StoreUrl url, String host) {
    return RunStores.source(url, () -> Examples.NOW, Outbox.NONE, () -> api(host)).open();
  }

  static GoogleApi api(String host) {
    return GoogleApi.of(
        GoogleAccess.of(Configurations.settings(Map.of()), "test"),
        "firestore.invalid",
        Optional.of(host));
  }

  @Test
  void howFarTicksWereSeenToOutlivesTheProcess() {
    try (RunStore first = second()) {
      ScheduleStore schedules = first.schedules();
      assertThat(schedules.handledUntil("tick")).isEmpty();
      schedules.handled("tick", Examples.NOW);
      schedules.handled("tick", Examples.NOW.plusSeconds(60));
      schedules.handled("tick", Examples.NOW);
      assertThat(schedules.handledUntil("cron")).isEmpty();
    }
    try (RunStore later = second()) {
      assertThat(later.schedules().handledUntil("tick")).contains(Examples.NOW.plusSeconds(60));
    }
  }
}

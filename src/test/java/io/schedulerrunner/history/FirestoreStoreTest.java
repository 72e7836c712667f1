package io.schedulerrunner.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedulerrunner.execute.GoogleAccess;
import io.schedulerrunner.google.GoogleApi;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.FirestoreEmulator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** On Google's own emulator. */
class FirestoreStoreTest extends RunStoreContract {

  private final StoreUrl url = StoreUrl.parse(FirestoreEmulator.address());

  @BeforeAll
  static void needsTheEmulator() {
    assumeTrue(
        FirestoreEmulator.missing().isEmpty(), () -> FirestoreEmulator.missing().orElseThrow());
  }

  @Override
  RunStore empty() {
    return second();
  }

  @Override
  RunStore second() {
    return RunStores.source(url, () -> Examples.NOW, FirestoreStoreTest::api).open();
  }

  private static GoogleApi api() {
    return GoogleApi.of(
        GoogleAccess.of(Configurations.settings(Map.of()), "test"),
        "firestore.invalid",
        Optional.of(FirestoreEmulator.host()));
  }
}

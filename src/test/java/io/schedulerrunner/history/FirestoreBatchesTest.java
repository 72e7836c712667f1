package io.schedulerrunner.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedulerrunner.testing.FirestoreEmulator;
import org.junit.jupiter.api.BeforeAll;

/** On Google's own emulator. */
final class FirestoreBatchesTest extends BatchStoreContract {

  @BeforeAll
  static void needsTheEmulator() {
    assumeTrue(
        FirestoreEmulator.missing().isEmpty(), () -> FirestoreEmulator.missing().orElseThrow());
  }

  @Override
  RunStore empty() {
    return FirestoreStoreCase.open(
        StoreUrl.parse(FirestoreEmulator.address()), FirestoreEmulator.host());
  }
}

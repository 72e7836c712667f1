package io.schedulerrunner.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedulerrunner.testing.FirestoreEmulator;
import org.junit.jupiter.api.BeforeAll;

/** On Google's own emulator. */
final class FirestoreStoreTest extends FirestoreStoreCase {

  @BeforeAll
  static void needsTheEmulator() {
    assumeTrue(
        FirestoreEmulator.missing().isEmpty(), () -> FirestoreEmulator.missing().orElseThrow());
  }

  @Override
  String host() {
    return FirestoreEmulator.host();
  }
}

package io.schedulerrunner.history;

import io.schedulerrunner.testing.FakeFirestore;
import org.junit.jupiter.api.AfterEach;

/** On a fake, which is there on every machine. */
final class FakeFirestoreStoreTest extends FirestoreStoreCase {

  private final FakeFirestore firestore = new FakeFirestore();

  @Override
  String host() {
    return firestore.host();
  }

  @AfterEach
  void stopFirestore() {
    firestore.close();
  }
}

package io.schedulerrunner.history;

import io.schedulerrunner.testing.FakeFirestore;
import org.junit.jupiter.api.AfterEach;

/** On a fake, which is there on every machine. */
final class FakeFirestoreBatchesTest extends BatchStoreContract {

  private final FakeFirestore firestore = new FakeFirestore();

  @Override
  RunStore empty() {
    return FirestoreStoreCase.open(StoreUrl.parse("firestore://my-project/db"), firestore.host());
  }

  @AfterEach
  void stopFirestore() {
    firestore.close();
  }
}

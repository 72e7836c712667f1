package io.schedulerrunner.history;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store, opened for each test. */
abstract class RunStoreCase {

  RunStore store;

  /** An empty store. */
  abstract RunStore empty() throws Exception;

  /** Another instance on the same data; the same one where no two can share it. */
  abstract RunStore second();

  @BeforeEach
  void openStore() throws Exception {
    store = empty();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  Lease fresh(OpenRequest request) {
    return ((Opened.Fresh) store.open(request)).lease();
  }

  List<String> recorded(String id) {
    return store.run(id).orElseThrow().results().stream().map(Examples::shown).toList();
  }
}

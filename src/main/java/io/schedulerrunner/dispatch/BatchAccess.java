package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.BatchStore;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.RunStore;
import io.schedulerrunner.history.StoreException;
import java.util.function.Function;

/** The store as those who spread runs use it: opened when it is first needed. Thread-safe. */
public final class BatchAccess {

  private final GuardedStore store;

  /** On the store in which the runs are kept. */
  public BatchAccess(GuardedStore store) {
    this.store = store;
  }

  /**
   * Asks for batches.
   *
   * @throws StoreException where the store fails, or cannot be shared
   */
  <T> T use(Function<BatchStore, T> question) {
    return read(
        runs ->
            question.apply(
                runs.batches()
                    .orElseThrow(
                        () ->
                            new StoreException(
                                StoreException.Kind.REFUSED,
                                "This store cannot be shared by several instances."))));
  }

  /**
   * Asks for runs.
   *
   * @throws StoreException where the store fails
   */
  <T> T read(Function<RunStore, T> question) {
    return store.read(question);
  }
}

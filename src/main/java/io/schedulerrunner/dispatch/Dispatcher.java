package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.Opened;
import io.schedulerrunner.history.StoreException;
import java.util.Optional;

/** Decides where the calls of a run are made; chosen by {@code DISPATCH}. Thread-safe. */
@FunctionalInterface
public interface Dispatcher {

  /** {@code local}: all calls are made here, while the trigger waits; nothing is handed over. */
  Dispatcher LOCAL = assignment -> Optional.empty();

  /**
   * Opens a run and hands its calls over, both or neither. What is opened with a lease is carried
   * out by whoever works on its batches, and ended by the one who finishes the last of them.
   *
   * @return what became of the wish to open it; nothing where the calls are to be made here
   * @throws StoreException where the store that is shared with the others fails
   */
  Optional<Opened> handOver(Assignment assignment);
}

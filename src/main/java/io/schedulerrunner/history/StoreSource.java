package io.schedulerrunner.history;

import java.util.Optional;

/** How to get at a store. Thread-safe; loads a database's driver when it is first opened. */
@FunctionalInterface
public interface StoreSource {

  /**
   * Opens the store, and brings its tables up to date.
   *
   * @throws StoreException when that cannot be done
   */
  RunStore open();

  /**
   * Moves a damaged file out of the way, so that the next {@link #open} starts anew.
   *
   * @return where it is now; empty where there is no file, or none that is damaged any more
   * @throws StoreException when it cannot be moved
   */
  default Optional<String> setAside() {
    return Optional.empty();
  }
}

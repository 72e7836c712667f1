package io.schedulerrunner.execute;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is made when it is first needed, and only once. Thread-safe. */
final class Lazy<T> {

  private final Supplier<T> maker;
  private volatile Optional<T> made = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  T value() {
    return made.orElseGet(this::make);
  }

  private synchronized T make() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }

  /** Does something with it if it was ever needed. */
  void ifMade(Consumer<T> action) {
    made.ifPresent(action);
  }
}

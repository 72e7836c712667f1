package io.schedulerrunner.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store, opened when it is first needed, left in peace for a while after a failure, and started
 * anew where its file is damaged. Thread-safe.
 */
final class StoreAccess {

  private static final Logger LOG = LoggerFactory.getLogger(StoreAccess.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final StoreSource source;
  private final InstantSource clock;
  private Optional<Current> current = Optional.empty();
  private int generation;
  private volatile Pause pause = Pause.NONE;

  /**
   * An open store.
   *
   * @param generation grows when a damaged store was replaced: what was in the old one is gone
   */
  record Current(RunStore store, int generation) {}

  /** Something asked of the store. */
  @FunctionalInterface
  interface Use<T> {
    T with(Current current);
  }

  /** How long the store is left in peace. */
  private record Pause(Duration length, Instant until) {
    static final Pause NONE = new Pause(Duration.ZERO, Instant.MIN);

    Pause longer(Instant now) {
      Duration next = length.isZero() ? FIRST_PAUSE : length.multipliedBy(2);
      Duration bounded = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
      return new Pause(bounded, now.plus(bounded));
    }
  }

  StoreAccess(StoreSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Whether the last attempt failed. */
  boolean isFailing() {
    return pause.length().isPositive();
  }

  /** Whether the last attempt failed and the next is not due yet. */
  boolean isPausing() {
    return clock.instant().isBefore(pause.until());
  }

  /**
   * Uses the store, and once more where it was damaged and could be replaced.
   *
   * @throws StoreException when it failed
   */
  <T> T use(Use<T> use) {
    try {
      T result = attempt(use);
      succeeded();
      return result;
    } catch (StoreException e) {
      failed(e);
      throw e;
    }
  }

  private <T> T attempt(Use<T> use) {
    int attempted = generation();
    try {
      return use.with(opened());
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.CORRUPT) {
        throw e;
      }
      replace(attempted, e);
      return use.with(opened());
    }
  }

  private synchronized int generation() {
    return generation;
  }

  private synchronized Current opened() {
    Current open = current.orElseGet(() -> new Current(source.open(), generation));
    current = Optional.of(open);
    return open;
  }

  /** Sets a damaged store aside, unless another thread just did. */
  private synchronized void replace(int damaged, StoreException damage) {
    if (generation == damaged) {
      close();
      String aside = source.setAside().map(name -> "It is now " + name + ". ").orElse("");
      generation++;
      LOG.error("{} {}The history starts anew.", damage.getMessage(), aside);
    }
  }

  private synchronized void succeeded() {
    if (isFailing()) {
      LOG.info("The history is available again.");
      pause = Pause.NONE;
    }
  }

  private synchronized void failed(StoreException failure) {
    if (!isFailing()) {
      LOG.warn("{} Runs go on without it.", failure.getMessage());
    }
    pause = pause.longer(clock.instant());
  }

  synchronized void close() {
    current.ifPresent(open -> open.store().close());
    current = Optional.empty();
  }
}

package io.schedulerrunner.testing;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.runner.History;
import java.time.Duration;
import java.time.InstantSource;

/** Histories for tests. */
public final class Histories {

  private Histories() {}

  /** In memory, and started. */
  public static History inMemory() {
    return of("memory:");
  }

  /** Wherever a {@code STORE_URL} says, and started. */
  public static History of(String url) {
    History history = unstarted(url);
    history.start();
    return history;
  }

  /** Wherever a {@code STORE_URL} says. */
  public static History unstarted(String url) {
    InstantSource clock = InstantSource.system();
    GuardedStore store =
        new GuardedStore(
            RunStores.source(StoreUrl.parse(url), clock), clock, GuardedStore.Options.DEFAULT);
    return new History(
        store, new Settings.Store(url, Duration.ofSeconds(30), 30, 10_000), "test", clock);
  }
}

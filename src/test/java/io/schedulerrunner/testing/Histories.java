package io.schedulerrunner.testing;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreSource;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.report.Sample;
import io.schedulerrunner.runner.History;
import java.time.Duration;

/** Histories for tests; unless something else is said, at the time of all sample runs. */
public final class Histories {

  private Histories() {}

  /** In memory. */
  public static History inMemory() {
    return of("memory:");
  }

  /** Wherever a {@code STORE_URL} says. */
  public static History of(String url) {
    SteppedTime time = new SteppedTime(Sample.START);
    return of(source(url), time);
  }

  /** The same: a history opens nothing until it is needed. */
  public static History unstarted(String url) {
    return of(url);
  }

  /** With a store and a time that the test has in its hands. */
  public static History of(StoreSource source, Time time) {
    GuardedStore.Options defaults = GuardedStore.Options.DEFAULT;
    GuardedStore store =
        new GuardedStore(
            source,
            time::now,
            new GuardedStore.Options(
                defaults.retention(), Duration.ofSeconds(20), defaults.maxQueued()));
    return new History(
        store, new Settings.Store("test", Duration.ofSeconds(30), 30, 10_000), "test", time);
  }

  /** A store that is the same each time it is opened, if it is in memory. */
  public static StoreSource source(String url) {
    return RunStores.source(StoreUrl.parse(url), () -> Sample.START);
  }
}

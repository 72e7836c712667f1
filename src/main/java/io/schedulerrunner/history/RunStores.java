package io.schedulerrunner.history;

import io.schedulerrunner.execute.SharedLimits;
import io.schedulerrunner.google.GoogleApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The stores there are. */
public final class RunStores {

  private static final Duration SQLITE_PATIENCE = Duration.ofSeconds(2);

  /** The share of the heap that runs kept in memory may take. */
  private static final int MEMORY_SHARE = 8;

  private RunStores() {}

  /** A store that needs nothing of Google. */
  public static StoreSource source(StoreUrl url, InstantSource clock) {
    return source(url, clock, Outbox.NONE);
  }

  /** The same, whose batches are sent in the transaction that files them, if it is a database's. */
  public static StoreSource source(StoreUrl url, InstantSource clock, Outbox outbox) {
    return source(
        url,
        clock,
        outbox,
        () -> {
          throw new StoreException(StoreException.Kind.REFUSED, url + " needs Google's APIs.");
        });
  }

  /**
   * The store a {@code STORE_URL} names; nothing is opened or loaded yet.
   *
   * @param firestore how to get at Firestore's API
   */
  public static StoreSource source(
      StoreUrl url, InstantSource clock, Outbox outbox, Supplier<GoogleApi> firestore) {
    if (url instanceof StoreUrl.Sqlite sqlite) {
      return new SqliteFile(sqlite.file(), SQLITE_PATIENCE, clock);
    }
    if (url instanceof StoreUrl.Postgres postgres) {
      return () -> SqlStore.open(PostgresDatabase.open(postgres), outbox);
    }
    if (url instanceof StoreUrl.Firestore database) {
      return () -> new FirestoreStore(firestore.get(), database);
    }
    return memory(Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
  }

  /**
   * The limits that instances share through the store, where it is a PostgreSQL server; nothing is
   * opened or loaded before the first limited call.
   *
   * @param lease how long a killed instance can hold its slots
   */
  public static Optional<SharedLimits> limits(StoreUrl url, Duration lease, InstantSource clock) {
    return url instanceof StoreUrl.Postgres postgres
        ? Optional.of(new SqlLimits(() -> PostgresDatabase.ofLimits(postgres), lease, clock))
        : Optional.empty();
  }

  /** One store in memory, the same each time it is opened. */
  private static StoreSource memory(long maxWeight) {
    MemoryStore store = new MemoryStore(maxWeight);
    return () -> store;
  }

  /** A store in a file. */
  record SqliteFile(Path file, Duration patience, InstantSource clock) implements StoreSource {

    @Override
    public RunStore open() {
      return SqlStore.open(new SqliteDatabase(file, patience));
    }

    @Override
    public Optional<String> setAside() {
      if (!SqliteDatabase.isDamaged(file, patience)) {
        return Optional.empty();
      }
      String time =
          DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
              .withZone(ZoneOffset.UTC)
              .format(clock.instant());
      return Optional.of(SqliteDatabase.setAside(file, time).toString());
    }
  }
}

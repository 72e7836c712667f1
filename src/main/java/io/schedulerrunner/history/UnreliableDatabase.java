package io.schedulerrunner.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database for questions that need not be answered. It is opened by the first one. After a
 * failure nobody waits for it: whoever asks gets no answer, and every few seconds a thread of its
 * own looks whether it is back. Questions are asked on threads of their own too, as an interrupt
 * (of a run that was cut off) would break the connection. Thread-safe.
 */
final class UnreliableDatabase {

  /** How long it is left in peace after a failure. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(UnreliableDatabase.class);
  private static final Thread.Builder QUESTIONS = Thread.ofVirtual().name("limits");

  private final Supplier<Database> source;
  private final InstantSource clock;
  private final Object opening = new Object();
  private Optional<Database> database = Optional.empty();
  private boolean migrated;
  private boolean away;
  private Instant nextProbe = Instant.MAX;

  UnreliableDatabase(Supplier<Database> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Asks in one transaction, if the database is there. */
  <T> Optional<T> ask(Sql.Work<T> question) throws InterruptedException {
    if (isAway()) {
      return Optional.empty();
    }
    FutureTask<T> asking = new FutureTask<>(() -> opened().write(question));
    QUESTIONS.start(asking);
    try {
      return Optional.of(asking.get());
    } catch (ExecutionException e) {
      lost(Objects.requireNonNullElse(e.getCause(), e));
      return Optional.empty();
    }
  }

  /** Closes it after a last word, if the database is there. */
  void close(Sql.Work<Integer> lastWord) {
    boolean there = leave();
    synchronized (opening) {
      if (there) {
        database.ifPresent(open -> say(open, lastWord));
      }
      database.ifPresent(Database::close);
    }
  }

  private static void say(Database open, Sql.Work<Integer> lastWord) {
    try {
      open.write(lastWord);
    } catch (StoreException e) {
      LOG.debug("Leases run out by themselves", e);
    }
  }

  /** No question is asked any more; whether one could have been. */
  private synchronized boolean leave() {
    boolean there = !away;
    away = true;
    nextProbe = Instant.MAX;
    return there;
  }

  private synchronized boolean isAway() {
    if (away && !clock.instant().isBefore(nextProbe)) {
      nextProbe = Instant.MAX;
      QUESTIONS.start(new FutureTask<>(this::probe));
    }
    return away;
  }

  private synchronized void lost(Throwable failure) {
    if (!away) {
      LOG.warn("{} Until it is back, limits hold in each instance alone.", failure.getMessage());
      away = true;
      nextProbe = clock.instant().plus(PAUSE);
    }
  }

  private boolean probe() {
    try {
      opened().read(sql -> sql.query("SELECT 1", row -> true));
      back();
      return true;
    } catch (RuntimeException e) {
      LOG.debug("Limits are not shared yet", e);
      postpone();
      return false;
    }
  }

  private synchronized void back() {
    LOG.info("Limits hold for all instances together again.");
    away = false;
  }

  private synchronized void postpone() {
    nextProbe = clock.instant().plus(PAUSE);
  }

  private Database opened() {
    synchronized (opening) {
      Database open = database.orElseGet(source);
      database = Optional.of(open);
      if (!migrated) {
        Migrations.current().migrate(open);
        migrated = true;
      }
      return open;
    }
  }
}

package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away and comes back. */
class UnreliableDatabaseTest {

  private static final Sql.Work<Integer> LAST_WORD = sql -> sql.update("SET application_name = ''");

  private final SettableClock clock = new SettableClock(Examples.NOW);
  private @TempDir Path folder;

  private UnreliableDatabase open(StoreUrl.Postgres url) {
    return new UnreliableDatabase(() -> PostgresDatabase.ofLimits(url), clock);
  }

  private static Optional<List<Integer>> ask(UnreliableDatabase database)
      throws InterruptedException {
    return database.ask(sql -> sql.query("SELECT 7 AS n", row -> row.number("n")));
  }

  /** Asks until there is an answer; the database is looked for whenever its pause is over. */
  private void awaitAnswer(UnreliableDatabase database) throws InterruptedException {
    while (ask(database).isEmpty()) {
      clock.now = clock.now.plus(UnreliableDatabase.PAUSE);
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsAwayIsNotWaitedForAndComesBack() throws Exception {
    Path data = folder.resolve("pg");
    UnreliableDatabase database;
    int port;
    try (EmbeddedPostgres server = PostgresServer.start(data, 0)) {
      port = server.getPort();
      database = open(PostgresServer.url(port, "postgres"));
      assertThat(ask(database)).hasValue(List.of(7));
    }
    assertThat(ask(database)).isEmpty();
    try (EmbeddedPostgres _ = PostgresServer.start(data, port)) {
      clock.now = clock.now.plus(UnreliableDatabase.PAUSE).minusNanos(1);
      assertThat(ask(database)).as("left in peace").isEmpty();
      awaitAnswer(database);
      assertThat(ask(database)).hasValue(List.of(7));
      database.close(LAST_WORD);
      assertThat(ask(database)).isEmpty();
    }
  }

  @Test
  void whatWasNeverThereIsWaitedForOnceAndUsedWhenItComes() throws Exception {
    StoreUrl.Postgres real = PostgresServer.database();
    try (HangingProxy proxy = new HangingProxy(real.port())) {
      UnreliableDatabase database =
          open(
              new StoreUrl.Postgres(
                  "127.0.0.1",
                  proxy.port(),
                  real.database(),
                  real.user(),
                  real.password(),
                  Map.of("socketTimeout", "1", "connectTimeout", "1", "loginTimeout", "1")));
      proxy.hang();
      assertThat(ask(database)).isEmpty();
      proxy.goOn();
      awaitAnswer(database);
      proxy.hang();
      database.close(LAST_WORD);
      proxy.goOn();
    }
  }

  @Test
  void whatStaysAwayIsLookedForAgainAndAgain() throws Exception {
    CountDownLatch attempts = new CountDownLatch(4);
    UnreliableDatabase database =
        new UnreliableDatabase(
            () -> {
              attempts.countDown();
              throw new StoreException(StoreException.Kind.UNAVAILABLE, "It is away.");
            },
            clock);
    while (attempts.getCount() > 0) {
      assertThat(ask(database)).isEmpty();
      clock.now = clock.now.plus(UnreliableDatabase.PAUSE);
    }
    database.close(LAST_WORD);
  }

  @Test
  void questionsThatFailTogetherAreOneFailure() throws Exception {
    UnreliableDatabase database = open(PostgresServer.database());
    CountDownLatch both = new CountDownLatch(2);
    Callable<Optional<Integer>> failing =
        () ->
            database.ask(
                sql -> {
                  both.countDown();
                  awaitUnchecked(both);
                  throw new SQLException("It is gone.");
                });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<Integer>> answer : threads.invokeAll(List.of(failing, failing))) {
        assertThat(answer.get()).isEmpty();
      }
    }
    assertThat(ask(database)).as("left in peace").isEmpty();
    database.close(LAST_WORD);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoIsCutOffWhileAskingDoesNotBreakIt() throws Exception {
    UnreliableDatabase database = open(PostgresServer.database());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ask(database)).isInstanceOf(InterruptedException.class);

    assertThat(ask(database)).hasValue(List.of(7));
    database.close(LAST_WORD);
  }

  @Test
  void whatWasNeverOpenedIsClosed() {
    open(PostgresServer.url(1, "nowhere")).close(LAST_WORD);
  }
}

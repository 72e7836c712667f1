package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may go wrong with PostgreSQL. */
final class PostgresFaultsTest extends StoreFaults {

  @Test
  void aNumberThatPostgresCannotReadIsRefused() {
    try (Database database = PostgresDatabase.open(PostgresServer.database())) {
      assertThatThrownBy(
              () ->
                  database.<List<Integer>>read(
                      sql -> sql.query("SELECT CAST(? AS INTEGER) AS n", row -> 1, "x")))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.REFUSED));
    }
  }

  @Test
  void noPasswordIsInTheMessageOfAFailure() {
    StoreUrl.Postgres nowhere =
        new StoreUrl.Postgres(
            "127.0.0.1", 1, "db", "u", "not-a-real-secret-1", Map.of("connectTimeout", "1"));

    assertThatThrownBy(RunStores.source(nowhere, clock)::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("postgresql://u:***@127.0.0.1:1/db")
        .hasMessageNotContaining("not-a-real");
  }

  @Test
  void aDeadPostgresIsWrittenOnceItLivesAgain() throws Exception {
    Path data = folder.resolve("pg");
    int port;
    StoreUrl.Postgres url;
    EmbeddedPostgres server = PostgresServer.start(data, 0);
    try (server) {
      port = server.getPort();
      url = PostgresServer.url(port, "postgres");
    }
    GuardedStore guard = new GuardedStore(RunStores.source(url, clock), clock, OPTIONS);
    try (guard) {
      run(guard, "1");
      assertThat(guard.isAvailable()).isFalse();
      try (EmbeddedPostgres _ = PostgresServer.start(data, port)) {
        later(guard);
        assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
      }
      run(guard, "2");
      assertThat(guard.isAvailable()).isFalse();
      try (EmbeddedPostgres _ = PostgresServer.start(data, port)) {
        later(guard);
        assertThat(status(guard, "2")).isEqualTo(RunStatus.SUCCESS);
      }
    }
  }

  @Test
  void aPostgresThatHangsIsWaitedForNoLongerThanItsTimeout() throws Exception {
    StoreUrl.Postgres real = PostgresServer.database();
    try (HangingProxy proxy = new HangingProxy(real.port())) {
      StoreUrl.Postgres slow =
          new StoreUrl.Postgres(
              "127.0.0.1",
              proxy.port(),
              real.database(),
              real.user(),
              real.password(),
              Map.of("socketTimeout", "1"));
      try (GuardedStore guard = new GuardedStore(RunStores.source(slow, clock), clock, OPTIONS)) {
        run(guard, "1");
        assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
        proxy.hang();
        run(guard, "2");
        assertThat(guard.isAvailable()).isFalse();
        proxy.goOn();
        later(guard);
        assertThat(status(guard, "2")).isEqualTo(RunStatus.SUCCESS);
      }
    }
  }
}

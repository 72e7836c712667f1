package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults of real databases: the run goes on, and is written when it can be. */
final class StoreFaultsTest {

  private static final GuardedStore.Options OPTIONS =
      new GuardedStore.Options(Retention.DEFAULT, Duration.ofMillis(1), 64L << 20);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(NOW);

  private Path file() {
    return folder.resolve("runs.db");
  }

  private RunStores.SqliteFile sqlite() {
    return new RunStores.SqliteFile(file(), Duration.ofMillis(50), clock);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.toString().contains(".corrupt-")).toList();
    }
  }

  /** One endpoint's run, from open to finish, as it was told to go. */
  private static Lease run(GuardedStore guard, String id) {
    Lease lease = ((Opened.Fresh) guard.open(keyed(id, "key " + id, "a"))).lease();
    assertThat(guard.record(lease, succeeded(0, "a"))).isEqualTo(LeaseState.HELD);
    guard.finish(lease, ending(succeeded(0, "a")));
    guard.flush();
    return lease;
  }

  private void later(GuardedStore guard) {
    clock.now = clock.now.plusSeconds(60);
    guard.flush();
  }

  private static RunStatus status(GuardedStore guard, String id) {
    return guard.read(store -> store.run(id).orElseThrow().run().status(NOW));
  }

  @Test
  void aLockedFileIsWrittenOnceItIsFree() throws Exception {
    sqlite().open().close();
    try (GuardedStore guard = new GuardedStore(sqlite(), clock, OPTIONS)) {
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        run(guard, "1");
        assertThat(guard.isAvailable()).isFalse();
        statement.execute("COMMIT");
      }
      later(guard);

      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
    }
  }

  @Test
  void aFullDiskIsWrittenOnceThereIsRoom() {
    SqliteDatabase database = new SqliteDatabase(file(), Duration.ofMillis(50));
    SqlStore store = SqlStore.open(database);
    pages(database, 1);
    try (GuardedStore guard = new GuardedStore(() -> store, clock, OPTIONS)) {
      Lease lease = ((Opened.Fresh) guard.open(keyed("1", "k", "a"))).lease();
      String large = "\"" + "x".repeat(60_000) + "\"";
      guard.record(
          lease,
          Examples.result(
              0,
              "a",
              new io.schedulerrunner.execute.Outcome.Succeeded(Examples.response(200, large))));
      guard.finish(lease, ending(succeeded(0, "a")));
      guard.flush();
      assertThat(guard.isAvailable()).isFalse();

      pages(database, 1_000_000);
      later(guard);

      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
    }
  }

  /** A limit below the present size means the present size. */
  private static void pages(SqliteDatabase database, int most) {
    database.write(
        sql -> sql.query("PRAGMA max_page_count = " + most, row -> row.number("max_page_count")));
  }

  @Test
  void aFileThatIsNoDatabaseIsMovedAside() throws Exception {
    Files.writeString(file(), "this is not a database, it only has its name.".repeat(100), UTF_8);
    try (GuardedStore guard = new GuardedStore(sqlite(), clock, OPTIONS)) {
      run(guard, "1");

      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
      assertThat(guard.isAvailable()).isTrue();
    }
    assertThat(files()).containsExactly(folder.resolve("runs.db.corrupt-20261123T060000.123Z"));
  }

  @Test
  void aFileThatGetsDamagedInMidRunIsReplaced() throws Exception {
    RunStore first = sqlite().open();
    for (int i = 0; i < 50; i++) {
      Lease lease = ((Opened.Fresh) first.open(keyed("0" + i, "0" + i, "a"))).lease();
      first.record(lease, List.of(succeeded(0, "a")), NOW);
    }
    first.close();
    try (GuardedStore guard = new GuardedStore(sqlite(), clock, OPTIONS)) {
      Lease lease = ((Opened.Fresh) guard.open(keyed("1", "k", "a"))).lease();
      damage();
      guard.record(lease, succeeded(0, "a"));
      guard.finish(lease, ending(succeeded(0, "a")));
      guard.flush();

      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
    }
    assertThat(files()).hasSize(1);
  }

  private void damage() throws IOException {
    Files.deleteIfExists(folder.resolve("runs.db-wal"));
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      for (long page = 4096; page < raw.length(); page += 4096) {
        raw.seek(page);
        raw.write(new byte[4096]);
      }
    }
  }

  @Test
  void aGoodFileStaysWhereItIs() {
    sqlite().open().close();

    assertThat(sqlite().setAside()).isEmpty();
    assertThat(new FaultySource().setAside()).isEmpty();
  }

  @Test
  void aDamagedFileThatCannotBeMovedIsLeftAlone() throws Exception {
    assertThatThrownBy(() -> SqliteDatabase.setAside(folder.resolve("nothing.db"), "x"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("stays");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "a file");
    RunStores.SqliteFile inside =
        new RunStores.SqliteFile(plain.resolve("runs.db"), Duration.ZERO, clock);

    assertThatThrownBy(inside::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("plain");
    assertThat(SqliteDatabase.isDamaged(plain.resolve("runs.db"), Duration.ZERO)).isFalse();
  }

  @Test
  void whatBreaksARuleOfTheDatabaseIsRefused() {
    for (Database database :
        List.of(
            new SqliteDatabase(file(), Duration.ZERO),
            PostgresDatabase.open(PostgresServer.database()))) {
      try (database) {
        new Migrations(
                List.of(
                    new Migrations.Script(1, "x", List.of("CREATE TABLE x (n INTEGER NOT NULL)"))))
            .migrate(database);

        assertThatThrownBy(
                () -> database.<Integer>write(sql -> sql.update("INSERT INTO x VALUES (NULL)")))
            .isInstanceOfSatisfying(
                StoreException.class,
                e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.REFUSED));
      }
    }
  }

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
    EmbeddedPostgres server = server(data, 0);
    try (server) {
      port = server.getPort();
      url = PostgresServer.url(port, "postgres");
    }
    GuardedStore guard = new GuardedStore(RunStores.source(url, clock), clock, OPTIONS);
    try (guard) {
      run(guard, "1");
      assertThat(guard.isAvailable()).isFalse();
      try (EmbeddedPostgres _ = server(data, port)) {
        later(guard);
        assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
      }
      run(guard, "2");
      assertThat(guard.isAvailable()).isFalse();
      try (EmbeddedPostgres _ = server(data, port)) {
        later(guard);
        assertThat(status(guard, "2")).isEqualTo(RunStatus.SUCCESS);
      }
    }
  }

  private static EmbeddedPostgres server(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
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

  @Test
  void memoryIsAStoreLikeAnyOther() {
    try (GuardedStore guard =
        new GuardedStore(RunStores.source(new StoreUrl.Memory(), clock), clock, OPTIONS)) {
      run(guard, "1");
      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
    }
  }

  @Test
  void aFileIsAStoreLikeAnyOther() {
    StoreSource source = RunStores.source(new StoreUrl.Sqlite(file()), clock);
    try (GuardedStore guard = new GuardedStore(source, clock, OPTIONS)) {
      run(guard, "1");
      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
    }
  }
}

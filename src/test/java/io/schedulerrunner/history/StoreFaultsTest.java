package io.schedulerrunner.history;

import static io.schedulerrunner.history.Examples.NOW;
import static io.schedulerrunner.history.Examples.ending;
import static io.schedulerrunner.history.Examples.keyed;
import static io.schedulerrunner.history.Examples.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real faults of real databases: the run goes on, and is written when it can be. */
final class StoreFaultsTest extends StoreFaults {

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
    record(first);
    first.close();
    try (GuardedStore guard = new GuardedStore(sqlite(), clock, OPTIONS)) {
      Lease lease = ((Opened.Fresh) guard.open(keyed("1", "k", "a"))).lease();
      damage(4096);
      guard.record(lease, succeeded(0, "a"));
      guard.finish(lease, ending(succeeded(0, "a")));
      guard.flush();

      assertThat(status(guard, "1")).isEqualTo(RunStatus.SUCCESS);
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void damageIsFoundOutWhereTheFileCanBeOpenedNevertheless() throws Exception {
    RunStore store = sqlite().open();
    record(store);
    store.close();
    long last = Files.size(file()) - 4096;
    damage(last);

    assertThat(SqliteDatabase.isDamaged(file(), Duration.ofMillis(50))).isTrue();
  }

  /** Fifty runs. */
  private static void record(RunStore store) {
    for (int i = 0; i < 50; i++) {
      Lease lease = ((Opened.Fresh) store.open(keyed("0" + i, "0" + i, "a"))).lease();
      store.record(lease, List.of(succeeded(0, "a")), NOW);
    }
  }

  /** All pages from that one on; the first ones hold what the tables are. */
  private void damage(long from) throws IOException {
    Files.deleteIfExists(folder.resolve("runs.db-wal"));
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      for (long page = from; page < raw.length(); page += 4096) {
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

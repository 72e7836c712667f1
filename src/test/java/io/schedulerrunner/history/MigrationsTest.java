package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.history.Migrations.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MigrationsTest {

  private static final Script FIRST = new Script(1, "V1__a.sql", List.of("CREATE TABLE a (n INT)"));
  private static final Script SECOND =
      new Script(2, "V2__b.sql", List.of("CREATE TABLE b (n INT)", "INSERT INTO b VALUES (7)"));

  @TempDir private Path folder;

  /** The databases there are. */
  enum Kind {
    SQLITE,
    POSTGRES
  }

  private final StoreUrl.Postgres url = PostgresServer.database();

  private Database database(Kind kind) {
    return switch (kind) {
      case SQLITE -> new SqliteDatabase(folder.resolve("runs.db"), Duration.ofSeconds(20));
      case POSTGRES -> PostgresDatabase.open(url);
    };
  }

  private static List<Integer> numbers(Database database) {
    return database.read(sql -> sql.query("SELECT n FROM b", row -> row.number("n")));
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNotRunYetRunsOnce(Kind kind) {
    try (Database database = database(kind)) {
      new Migrations(List.of(FIRST)).migrate(database);
      new Migrations(List.of(FIRST, SECOND)).migrate(database);
      new Migrations(List.of(FIRST, SECOND)).migrate(database);

      assertThat(numbers(database)).containsExactly(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalInstancesMayStartAtOnce(Kind kind) throws Exception {
    Callable<Boolean> start =
        () -> {
          try (Database database = database(kind)) {
            new Migrations(List.of(FIRST, SECOND)).migrate(database);
            return true;
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> started : threads.invokeAll(List.of(start, start, start, start))) {
        assertThat(started.get()).isTrue();
      }
    }
    try (Database database = database(kind)) {
      assertThat(numbers(database)).containsExactly(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewerSchemaIsRefused(Kind kind) {
    try (Database database = database(kind)) {
      new Migrations(List.of(FIRST, SECOND)).migrate(database);

      assertThatThrownBy(() -> new Migrations(List.of(FIRST)).migrate(database))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.REFUSED))
          .hasMessageContaining("has schema version 2")
          .hasMessageContaining("knows only up to 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aScriptThatWasChangedIsRefused(Kind kind) {
    Script changed = new Script(1, "V1__a.sql", List.of("CREATE TABLE a (n TEXT)"));
    try (Database database = database(kind)) {
      new Migrations(List.of(FIRST)).migrate(database);

      assertThatThrownBy(() -> new Migrations(List.of(changed, SECOND)).migrate(database))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("was set up by another V1__a.sql");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aScriptThatFailsLeavesNothingBehind(Kind kind) {
    Script broken = new Script(2, "V2__b.sql", List.of("CREATE TABLE b (n INT)", "NONSENSE"));
    try (Database database = database(kind)) {
      assertThatThrownBy(() -> new Migrations(List.of(FIRST, broken)).migrate(database))
          .isInstanceOf(StoreException.class);
      new Migrations(List.of(FIRST, SECOND)).migrate(database);

      assertThat(numbers(database)).containsExactly(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedDatabaseIsClosedAgain(Kind kind) {
    try (Database database = database(kind)) {
      new Migrations(List.of(FIRST)).migrate(database);
    }
    Database opened = database(kind);
    assertThatThrownBy(() -> SqlStore.open(opened)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> numbers(opened)).isInstanceOf(StoreException.class);
  }

  /** Each earlier version's database, as that version left it, opens and is read. */
  @ParameterizedTest
  @EnumSource
  void everyEarlierVersionIsBroughtUpToDate(Kind kind) throws Exception {
    for (int version = 1; version <= Migrations.SCRIPTS.size(); version++) {
      String file = "version" + version + ".db";
      StoreUrl.Postgres fresh = PostgresServer.database();
      Supplier<Database> old =
          () ->
              kind == Kind.SQLITE
                  ? new SqliteDatabase(folder.resolve(file), Duration.ofSeconds(20))
                  : PostgresDatabase.open(fresh);
      try (Database database = old.get()) {
        fill(database, "V" + version + ".sql");
      }
      try (RunStore store = SqlStore.open(old.get())) {
        RunDetail detail = store.run("0190f5fe-7c00-7a00-8abc-012345678901").orElseThrow();
        assertThat(detail.run().status(Examples.NOW)).isEqualTo(RunStatus.FAILED);
        assertThat(detail.run().tags()).containsExactly("billing", "nightly");
        assertThat(detail.results())
            .extracting(RecordedResult::name)
            .containsExactly("ok", "broken");
        assertThat(detail.results().getLast().result().attempts()).hasSize(2);
        assertThat(store.schedules().states()).hasSize(Math.min(1, version - 1));
      }
    }
  }

  private static void fill(Database database, String fixture) throws IOException {
    try (InputStream dump =
        Objects.requireNonNull(MigrationsTest.class.getResourceAsStream(fixture))) {
      String statements = new String(dump.readAllBytes(), UTF_8);
      database.<Boolean>write(
          sql -> {
            Stream.of(statements.split(";\\R", -1))
                .filter(statement -> !statement.isBlank())
                .forEach(statement -> run(sql, statement));
            return true;
          });
    }
  }

  private static void run(Sql sql, String statement) {
    try {
      sql.update(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}

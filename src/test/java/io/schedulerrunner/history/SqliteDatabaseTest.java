package io.schedulerrunner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.testing.Waiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that somebody else has for itself while it is opened. */
final class SqliteDatabaseTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("runs.db");
  }

  private Connection other() throws SQLException {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
    execute(other, "BEGIN EXCLUSIVE");
    return other;
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (Statement plain = connection.createStatement()) {
      plain.execute(statement);
    }
  }

  @Test
  void whoOpensItWaits() throws Exception {
    CompletableFuture<Boolean> opened = new CompletableFuture<>();
    Thread opening =
        Thread.ofPlatform()
            .daemon()
            .unstarted(
                () -> {
                  try (Database database = new SqliteDatabase(file(), Duration.ofSeconds(60))) {
                    opened.complete(database.read(sql -> true));
                  } catch (StoreException e) {
                    opened.completeExceptionally(e);
                  }
                });
    try (Connection other = other()) {
      opening.start();
      Waiting.until(() -> opening.getState() == Thread.State.TIMED_WAITING || opened.isDone());
      assertThat(opened).isNotDone();
      execute(other, "COMMIT");
    }

    assertThat(opened.get()).isTrue();
  }

  @Test
  void itIsGivenUpInTheEnd() throws Exception {
    try (Connection other = other()) {
      assertThatThrownBy(() -> new SqliteDatabase(file(), Duration.ofMillis(100)))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
      execute(other, "COMMIT");
    }
  }
}

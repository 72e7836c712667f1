package io.schedulerrunner.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * A SQLite file. One connection writes and one reads, each used by one thread at a time: a second
 * writer would only wait for the first.
 */
final class SqliteDatabase extends Database {

  /** Result codes: https://sqlite.org/rescode.html. */
  private static final int BUSY = 5;

  private static final int CORRUPT = 11;

  private static final int TOO_BIG = 18;
  private static final int CONSTRAINT = 19;
  private static final int NOT_A_DATABASE = 26;

  /** How long one attempt to open a file waits for others. */
  private static final int OPENING_MILLIS = 50;

  private static final long PAUSE_NANOS = 10_000_000;

  private final Path file;
  private final Guarded writer;
  private final Guarded reader;

  /**
   * A connection and its turn.
   *
   * @param begin starts a transaction
   */
  private record Guarded(Connection connection, String begin, ReentrantLock turn) {}

  /**
   * A transaction in plain SQL: the driver's own would begin the next one at each commit, and so
   * keep other processes out for ever.
   */
  private static final class Explicit implements Transaction {
    private final Connection connection;
    private boolean open;

    Explicit(Connection connection, String begin) throws SQLException {
      this.connection = connection;
      execute(begin);
      open = true;
    }

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public void commit() throws SQLException {
      execute("COMMIT");
      open = false;
    }

    @Override
    public void close() throws SQLException {
      if (open) {
        execute("ROLLBACK");
      }
    }

    private void execute(String statement) throws SQLException {
      try (Statement plain = connection.createStatement()) {
        plain.execute(statement);
      }
    }
  }

  /**
   * Opens a file, and creates it and its folder where they do not exist.
   *
   * @param patience how long to wait for another process that writes
   */
  SqliteDatabase(Path file, Duration patience) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE,
          "The folder of " + file + " cannot be created: " + e + ".",
          e);
    }
    this.writer = connect(patience, "BEGIN IMMEDIATE");
    this.reader = connect(patience, "BEGIN");
  }

  private Guarded connect(Duration patience, String begin) {
    return translating(() -> new Guarded(connection(patience), begin, new ReentrantLock()));
  }

  /**
   * Whoever changes the journal mode needs the file for itself, and is told at once that it is busy
   * where others begin at the same time, however long it would wait. So it is tried again.
   */
  private Connection connection(Duration patience) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(OPENING_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        connection.unwrap(SQLiteConnection.class).setBusyTimeout((int) patience.toMillis());
        return connection;
      } catch (SQLException e) {
        if (e.getErrorCode() != BUSY || System.nanoTime() - until >= 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Override
  <T> T write(Sql.Work<T> work) {
    return use(writer, work);
  }

  @Override
  <T> T read(Sql.Work<T> work) {
    return use(reader, work);
  }

  private <T> T use(Guarded guarded, Sql.Work<T> work) {
    guarded.turn().lock();
    try {
      return translating(() -> transact(new Explicit(guarded.connection(), guarded.begin()), work));
    } finally {
      guarded.turn().unlock();
    }
  }

  @Override
  String forUpdate() {
    return "";
  }

  @Override
  String countTables() {
    return "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = ?";
  }

  @Override
  void lockSchema(Sql sql) {
    // BEGIN IMMEDIATE has it already
  }

  @Override
  StoreException.Kind kind(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case CORRUPT, NOT_A_DATABASE -> StoreException.Kind.CORRUPT;
      case TOO_BIG, CONSTRAINT -> StoreException.Kind.REFUSED;
      default -> StoreException.Kind.UNAVAILABLE;
    };
  }

  @Override
  String name() {
    return file.toString();
  }

  @Override
  public void close() {
    translating(
        () -> {
          reader.connection().close();
          writer.connection().close();
          return file;
        });
  }

  /** Whether the file is damaged: it may have been replaced by another process already. */
  static boolean isDamaged(Path file, Duration patience) {
    try {
      SqliteDatabase database = new SqliteDatabase(file, patience);
      try (database) {
        return !database
            .<String>read(
                sql ->
                    sql.query("PRAGMA quick_check(1)", row -> row.text("quick_check")).getFirst())
            .equals("ok");
      }
    } catch (StoreException e) {
      return e.kind() == StoreException.Kind.CORRUPT;
    }
  }

  /** Moves a damaged file out of the way; its log is of no use without it. */
  static Path setAside(Path file, String suffix) {
    Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + suffix);
    try {
      Files.move(file, aside);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
      return aside;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE, "The damaged file " + file + " stays: " + e + ".", e);
    }
  }
}

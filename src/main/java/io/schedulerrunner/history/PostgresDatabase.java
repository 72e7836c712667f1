package io.schedulerrunner.history;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A PostgreSQL server, 14 or newer, through a small pool. Every wait is bounded. */
final class PostgresDatabase extends Database {

  private static final int HISTORY_CONNECTIONS = 4;

  /** One that waits for another instance's answer, and one for the other limits meanwhile. */
  private static final int LIMIT_CONNECTIONS = 2;

  /** "runner-h" in ASCII: any number will do that no other program uses. */
  private static final long SCHEMA_LOCK = 0x72756e6e65722d68L;

  private final StoreUrl.Postgres url;
  private final HikariDataSource pool;

  private PostgresDatabase(StoreUrl.Postgres url, HikariDataSource pool) {
    this.url = url;
    this.pool = pool;
  }

  /** Opens a pool; the server is first spoken to when something is asked. */
  static PostgresDatabase open(StoreUrl.Postgres url) {
    return new PostgresDatabase(url, PostgresPool.open(url, "history", HISTORY_CONNECTIONS));
  }

  /** The same for limits, which must not wait while history is written. */
  static PostgresDatabase ofLimits(StoreUrl.Postgres url) {
    return new PostgresDatabase(url, PostgresPool.open(url, "limits", LIMIT_CONNECTIONS));
  }

  /** A rollback after the commit does nothing. */
  private record Pooled(Connection connection) implements Transaction {
    @Override
    public void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
    }
  }

  @Override
  <T> T write(Sql.Work<T> work) {
    return translating(
        () -> {
          try (Connection connection = pool.getConnection()) {
            return transact(new Pooled(connection), work);
          }
        });
  }

  @Override
  <T> T read(Sql.Work<T> work) {
    return write(work);
  }

  @Override
  String forUpdate() {
    return " FOR UPDATE";
  }

  @Override
  String countTables() {
    return "SELECT count(*) AS n FROM pg_catalog.pg_tables"
        + " WHERE schemaname = current_schema() AND tablename = ?";
  }

  @Override
  void lockSchema(Sql sql) throws SQLException {
    sql.query("SELECT pg_advisory_xact_lock(?)", row -> row, SCHEMA_LOCK);
  }

  @Override
  StoreException.Kind kind(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    // 22: data exception, 23: integrity constraint violation
    return state.startsWith("22") || state.startsWith("23")
        ? StoreException.Kind.REFUSED
        : StoreException.Kind.UNAVAILABLE;
  }

  @Override
  String name() {
    return url.toString();
  }

  @Override
  public void close() {
    pool.close();
  }
}

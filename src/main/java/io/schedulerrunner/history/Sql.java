package io.schedulerrunner.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few things this package asks of a connection, inside one transaction. Values are bound by
 * their type: times and durations as microseconds, an empty optional as NULL.
 */
final class Sql {

  /** Something done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Sql sql) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** What the transaction goes through. */
  Connection connection() {
    return connection;
  }

  /** Runs a statement; how many rows it changed. */
  int update(String statement, Object... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      bind(prepared, List.of(values));
      return prepared.executeUpdate();
    }
  }

  /** Runs a statement once for each row of values. */
  void batch(String statement, List<List<Object>> rows) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (List<Object> row : rows) {
        bind(prepared, row);
        prepared.addBatch();
      }
      prepared.executeBatch();
    }
  }

  /** All rows of a query, in memory. */
  <T> List<T> query(String statement, Reader<T> reader, Object... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      bind(prepared, List.of(values));
      try (ResultSet results = prepared.executeQuery()) {
        List<T> rows = new ArrayList<>();
        Row row = new Row(results);
        while (results.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      }
    }
  }

  private static void bind(PreparedStatement prepared, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      prepared.setObject(i + 1, plain(values.get(i)));
    }
  }

  private static @Nullable Object plain(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Sql::plain).orElse(null);
      case Instant time -> ChronoUnit.MICROS.between(Instant.EPOCH, time);
      case Duration duration -> duration.toNanos() / 1_000;
      case Boolean flag -> flag ? 1 : 0;
      // PostgreSQL takes no NUL in a text
      case String text -> text.replace('\0', '\uFFFD');
      default -> value;
    };
  }

  /** The current row of a result, by the names of its columns. */
  record Row(ResultSet results) {

    String text(String column) throws SQLException {
      return results.getString(column);
    }

    Optional<String> optionalText(String column) throws SQLException {
      return Optional.ofNullable(results.getString(column));
    }

    int number(String column) throws SQLException {
      return results.getInt(column);
    }

    long bigNumber(String column) throws SQLException {
      return results.getLong(column);
    }

    Instant time(String column) throws SQLException {
      return time(results.getLong(column));
    }

    Optional<Instant> optionalTime(String column) throws SQLException {
      long micros = results.getLong(column);
      return results.wasNull() ? Optional.empty() : Optional.of(time(micros));
    }

    Duration duration(String column) throws SQLException {
      return Duration.of(results.getLong(column), ChronoUnit.MICROS);
    }

    private static Instant time(long micros) {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }
}

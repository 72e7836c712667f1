package io.schedulerrunner.history;

import io.schedulerrunner.execute.SharedLimits;
import java.time.Duration;
import java.time.InstantSource;

/** A PostgreSQL database whose clock, as far as limits are concerned, stands where it is set. */
public final class DatabaseClock implements AutoCloseable {

  private static final String NOW = "(SELECT micros FROM test_clock)";

  private final StoreUrl.Postgres url = PostgresServer.database();
  private final Database database = PostgresDatabase.open(url);

  /** Stands at the beginning of 1970. */
  public DatabaseClock() {
    database.write(sql -> sql.update("CREATE TABLE test_clock (micros BIGINT)"));
    database.write(sql -> sql.update("INSERT INTO test_clock VALUES (0)"));
  }

  /** Sets it to so long after the beginning of 1970. */
  public void set(Duration time) {
    database.write(sql -> sql.update("UPDATE test_clock SET micros = ?", time));
  }

  /** One instance's view of the limits; close it. */
  public SharedLimits instance(Duration lease) {
    return new SqlLimits(
        new UnreliableDatabase(() -> PostgresDatabase.ofLimits(url), InstantSource.system()),
        lease,
        NOW);
  }

  /** Where it is. */
  StoreUrl.Postgres url() {
    return url;
  }

  /** A number that the database is asked for. */
  int number(String query) {
    return database.read(sql -> sql.query(query, row -> row.number("n")).getFirst());
  }

  @Override
  public void close() {
    database.close();
  }
}

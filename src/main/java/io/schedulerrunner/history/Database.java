package io.schedulerrunner.history;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One database: how to connect to it, and where it does not agree with the others. The one place
 * where {@link SQLException} becomes {@link StoreException}. Thread-safe.
 */
abstract class Database implements AutoCloseable {

  /** Carries out work in one transaction that may write. */
  abstract <T> T write(Sql.Work<T> work);

  /** Carries out work in one transaction that only reads. */
  abstract <T> T read(Sql.Work<T> work);

  /** Appended to a SELECT to keep others from changing its rows until the transaction ends. */
  abstract String forUpdate();

  /** Counts the tables, 0 or 1, that have a name. */
  abstract String countTables();

  /** Keeps other instances from migrating until the transaction ends. */
  abstract void lockSchema(Sql sql) throws SQLException;

  /** What a failure means. */
  abstract StoreException.Kind kind(SQLException failure);

  /** Where it is, for people, without a password. */
  abstract String name();

  @Override
  public abstract void close();

  /** Runs the work and commits, or rolls back. */
  final <T> T transact(Transaction transaction, Sql.Work<T> work) throws SQLException {
    try (transaction) {
      T result = work.in(new Sql(transaction.connection()));
      transaction.commit();
      return result;
    }
  }

  /** Does what may fail; the failure becomes the package's own. */
  final <T> T translating(Action<T> action) {
    try {
      return action.call();
    } catch (SQLException e) {
      throw new StoreException(
          kind(e), "The history in " + name() + " failed: " + e.getMessage(), e);
    }
  }

  /** What may fail. */
  @FunctionalInterface
  interface Action<T> {
    T call() throws SQLException;
  }

  /** A transaction that has begun. Closed without a commit, it is rolled back. */
  interface Transaction extends AutoCloseable {
    Connection connection();

    void commit() throws SQLException;

    @Override
    void close() throws SQLException;
  }
}

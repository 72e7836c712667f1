package io.schedulerrunner.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sends batches to those who work on them, in the transaction that files them. Thread-safe. */
@FunctionalInterface
public interface Outbox {

  /** Sends nothing: whoever files the batches sees to them. */
  Outbox NONE = (connection, batches) -> {};

  /** The batches may begin once the connection's transaction is committed. */
  void send(Connection connection, List<Batch.Key> batches) throws SQLException;
}

package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.Batch;
import java.util.List;

/**
 * Brings batches to those who work on them, after the transaction that filed them. Each may arrive
 * more than once, and late. Thread-safe.
 */
@FunctionalInterface
public interface Courier {

  /** Brings nothing: the store's own transaction has seen to that. */
  Courier NONE = batches -> {};

  /** Brings these. */
  void send(List<Batch.Key> batches);
}

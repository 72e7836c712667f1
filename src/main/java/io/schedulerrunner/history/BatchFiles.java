package io.schedulerrunner.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes an order and its batches to Firestore. */
record BatchFiles(Firestore firestore, Lease lease) {

  /** Most batches in the commit that opens the run; others are written before. */
  private static final int MOST = 400;

  /**
   * What is written with the run. Batches are nothing without their order, so those that are
   * written before do no harm where the run is another's.
   */
  List<DocumentWrite> writes(BatchStore.Filed filed) {
    List<DocumentWrite> writes = new ArrayList<>();
    for (Batch batch : filed.batches()) {
      writes.add(FiledBatch.write(batch));
    }
    while (writes.size() > MOST) {
      List<DocumentWrite> some = writes.subList(0, MOST);
      firestore.commit(some);
      some.clear();
    }
    writes.add(OrderDocument.write(orderPath(lease.runId(), lease.number()), filed));
    return writes;
  }

  static String orderPath(Batch.Key key) {
    return orderPath(key.runId(), key.opening());
  }

  private static String orderPath(String runId, long opening) {
    return RunDocument.prefix(FirestoreBatches.ORDERS, runId) + opening;
  }

  static String path(Batch.Key key) {
    return RunDocument.prefix(FirestoreBatches.BATCHES, key.runId())
        + String.format(Locale.ROOT, "%010d-%08d", key.opening(), key.number());
  }

  /** The lease in the form of a key; it is not renewed, so it needs no duration. */
  static Lease lease(Batch.Key key) {
    return new Lease(key.runId(), key.opening(), Duration.ZERO);
  }
}

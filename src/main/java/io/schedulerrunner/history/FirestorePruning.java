package io.schedulerrunner.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes runs from Firestore, the results first: whatever stops it, nothing is left that no run
 * leads to.
 */
record FirestorePruning(Firestore firestore, Instant now) {

  /** What leads nowhere without the run. */
  private static final List<String> COLLECTIONS =
      List.of(ResultPages.COLLECTION, FirestoreBatches.BATCHES, FirestoreBatches.ORDERS);

  /** Some of what is too old or too much. */
  int prune(Retention retention) {
    int removed = 0;
    for (StoredDocument document : condemned(retention)) {
      RunDocument run = new RunDocument(document);
      if (removed < Retention.STEP && run.run().status(now) != RunStatus.RUNNING) {
        removed += remove(run);
      }
    }
    return removed;
  }

  private List<StoredDocument> condemned(Retention retention) {
    DocumentQuery old =
        new DocumentQuery(RunDocument.COLLECTION)
            .where(
                RunDocument.STARTED_AT,
                "LESS_THAN",
                DocumentFields.timeValue(now.minus(retention.age())))
            .ascending(RunDocument.STARTED_AT)
            .limit(Retention.RUNS_PER_STEP);
    List<StoredDocument> condemned = new ArrayList<>(firestore.find(old));
    int excess = firestore.count(RunDocument.COLLECTION) - retention.runs();
    if (condemned.isEmpty() && excess > 0) {
      condemned.addAll(
          firestore.find(
              new DocumentQuery(RunDocument.COLLECTION)
                  .ascending(DocumentQuery.NAME)
                  .limit(Math.min(excess, Retention.RUNS_PER_STEP))));
    }
    return condemned;
  }

  private int remove(String collection, String prefix) {
    int removed = 0;
    for (List<String> paths = firestore.paths(collection, prefix);
        !paths.isEmpty();
        paths = firestore.paths(collection, prefix)) {
      firestore.commit(
          paths.stream().map(path -> DocumentWrite.delete(path, Optional.empty())).toList());
      removed += paths.size();
    }
    return removed;
  }

  /** Nothing more than some results where it was opened again in between. */
  private int remove(RunDocument run) {
    int removed = 0;
    for (String collection : COLLECTIONS) {
      removed += remove(collection, RunDocument.prefix(collection, run.run().id()));
    }
    List<DocumentWrite> writes = new ArrayList<>();
    StoredDocument stored = run.stored();
    writes.add(DocumentWrite.delete(stored.path(), Optional.of(stored.version())));
    run.key()
        .map(key -> DocumentWrite.delete(RunDocument.keyPath(key), Optional.empty()))
        .ifPresent(writes::add);
    firestore.commit(writes);
    return removed + 1;
  }
}

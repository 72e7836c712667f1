package io.schedulerrunner.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Finds runs in Firestore. */
record FirestoreReading(Firestore firestore) {

  /** How many documents are asked for at a time. */
  private static final int AT_A_TIME = 100;

  RunPage runs(RunQuery query) {
    ResultPages results = new ResultPages(firestore);
    List<RecordedRun> found = new ArrayList<>();
    Optional<String> before = query.before();
    boolean more = true;
    while (more && found.size() <= query.limit()) {
      List<RunDocument> some =
          firestore.find(asked(query.filter(), before)).stream().map(RunDocument::new).toList();
      some.stream()
          .filter(run -> query.filter().matches(run.run(), query.now()))
          .filter(run -> query.filter().endpoint().map(it -> results.know(run, it)).orElse(true))
          .map(RunDocument::run)
          .limit(query.limit() + 1L - found.size())
          .forEach(found::add);
      more = some.size() == AT_A_TIME;
      before = some.stream().reduce((_, last) -> last).map(last -> last.run().id());
    }
    return RunPage.of(found, query.limit());
  }

  /**
   * What the indexes that are always there can answer; the rest is looked at here. By itself the
   * order of the names, which is that of the ids, is an index in one direction only.
   */
  private DocumentQuery asked(RunFilter filter, Optional<String> before) {
    DocumentQuery query = new DocumentQuery(RunDocument.COLLECTION).limit(AT_A_TIME);
    filter.status().ifPresent(status -> query.where(RunDocument.STATUS, "IN", stored(status)));
    filter.trigger().ifPresent(it -> equal(query, RunDocument.SOURCE, it));
    filter.job().ifPresent(it -> equal(query, RunDocument.JOB, it));
    if (query.isFiltered()) {
      before.map(id -> firestore.reference(RunDocument.path(id))).ifPresent(query::after);
      return query.descending(DocumentQuery.NAME);
    }
    before.map(DocumentFields::textValue).ifPresent(query::after);
    return query.descending(RunDocument.ID);
  }

  private static void equal(DocumentQuery query, String field, String value) {
    query.where(field, "EQUAL", DocumentFields.textValue(value));
  }

  /** A run that is called interrupted may be one whose holder is gone. */
  private static ObjectNode stored(RunStatus status) {
    return DocumentFields.textsValue(
        status == RunStatus.INTERRUPTED
            ? List.of(status.wireName(), RunStatus.RUNNING.wireName())
            : List.of(status.wireName()));
  }
}

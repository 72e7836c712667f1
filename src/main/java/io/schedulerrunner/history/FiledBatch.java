package io.schedulerrunner.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A {@link Batch} in Firestore, with its order. */
record FiledBatch(Batch.Key key, OrderDocument order, StoredDocument stored) {

  private static final String STAGE = "stage";
  private static final String CALLS = "calls";
  private static final String PAGES = "pages";
  private static final String DONE = "done";
  private static final String SEPARATOR = ",";

  static DocumentWrite write(Batch batch) {
    String calls =
        batch.calls().stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    return DocumentWrite.put(
        BatchFiles.path(batch.key()),
        new DocumentFields().number(STAGE, batch.stage()).text(CALLS, calls));
  }

  /** Out of what was found at the paths of both. */
  static Optional<FiledBatch> of(Batch.Key key, List<StoredDocument> found) {
    Map<String, StoredDocument> documents =
        found.stream().collect(Collectors.toMap(StoredDocument::path, Function.identity()));
    return Optional.ofNullable(documents.get(BatchFiles.path(key)))
        .flatMap(
            batch ->
                Optional.ofNullable(documents.get(BatchFiles.orderPath(key)))
                    .map(order -> new FiledBatch(key, new OrderDocument(order), batch)));
  }

  int stage() {
    return stored.fields().count(STAGE);
  }

  boolean isDone() {
    return stored.fields().has(DONE);
  }

  /** What is still to be done; of a stage that is done, and perhaps nobody saw to it, that. */
  Optional<Batch> open() {
    String calls = stored.fields().text(CALLS);
    if (isDone()) {
      return order.isDone(stage())
          ? Optional.of(new Batch(key, stage(), List.of()))
          : Optional.empty();
    }
    List<Integer> positions =
        calls.isEmpty()
            ? List.of()
            : List.of(calls.split(SEPARATOR, -1)).stream().map(Integer::valueOf).toList();
    return Optional.of(new Batch(key, stage(), positions));
  }

  /** Writes pages of results after those that there are. */
  List<DocumentWrite> pages(List<ResultPage> pages) {
    long before = stored.fields().number(PAGES);
    List<DocumentWrite> writes = new ArrayList<>();
    for (ResultPage page : pages) {
      long number = before + writes.size() + 1;
      String path = ResultPages.path(key, number);
      writes.add(page.write(path, key.runId()));
    }
    DocumentFields fields = new DocumentFields().number(PAGES, before + pages.size());
    writes.add(DocumentWrite.change(stored, fields, List.of(PAGES)));
    return writes;
  }

  /** Marks it as done; the commit says how many are left of its stage. */
  List<DocumentWrite> done() {
    DocumentFields fields = new DocumentFields().number(DONE, 1);
    return List.of(DocumentWrite.change(stored, fields, List.of(DONE)), order.countDown(stage()));
  }
}

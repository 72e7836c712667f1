package io.schedulerrunner.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A {@link WorkOrder} in Firestore, and how many batches are left of each stage. */
record OrderDocument(StoredDocument stored) {

  private static final String REQUEST = "request";
  private static final String ARRIVED_AT = "arrived_at";
  private static final String DEADLINE = "deadline_us";
  private static final String STAGES = "stages";
  private static final String SEPARATOR = ",";

  static DocumentWrite write(String path, BatchStore.Filed filed) {
    DocumentFields fields =
        new DocumentFields()
            .text(REQUEST, filed.order().request())
            .time(ARRIVED_AT, filed.order().arrivedAt())
            .number(DEADLINE, filed.order().deadline().toNanos() / 1_000);
    Map<Integer, List<Batch>> stages =
        filed.batches().stream()
            .collect(Collectors.groupingBy(Batch::stage, TreeMap::new, Collectors.toList()));
    fields.texts(STAGES, stages.keySet().stream().map(String::valueOf).toList());
    stages.forEach(
        (stage, batches) ->
            fields
                .number(left(stage), batches.size())
                .text(
                    numbers(stage),
                    batches.stream()
                        .map(batch -> Integer.toString(batch.key().number()))
                        .collect(Collectors.joining(SEPARATOR))));
    return DocumentWrite.put(path, fields);
  }

  String path() {
    return stored.path();
  }

  WorkOrder order() {
    return new WorkOrder(
        stored.fields().text(REQUEST),
        stored.fields().time(ARRIVED_AT),
        Duration.ofNanos(stored.fields().number(DEADLINE) * 1_000));
  }

  /** Counts one batch of a stage as done; the commit says how many are left. */
  DocumentWrite countDown(int stage) {
    return DocumentWrite.add(path(), left(stage), -1);
  }

  /** Whether no batch of a stage is left. */
  boolean isDone(int stage) {
    return stored.fields().number(left(stage)) == 0;
  }

  /** The batches of the next stage; nothing after the last one. */
  Optional<List<Batch.Key>> after(int stage, Batch.Key of) {
    return stored.fields().texts(STAGES).stream()
        .map(Integer::valueOf)
        .filter(other -> other > stage)
        .findFirst()
        .map(next -> stored.fields().text(numbers(next)).split(SEPARATOR, -1))
        .map(
            numbers ->
                List.of(numbers).stream()
                    .map(it -> new Batch.Key(of.runId(), of.opening(), Integer.parseInt(it)))
                    .toList());
  }

  private static String left(int stage) {
    return "left_" + stage;
  }

  private static String numbers(int stage) {
    return "batches_" + stage;
  }
}

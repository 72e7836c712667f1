package io.schedulerrunner.history;

import io.schedulerrunner.report.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Batches in Firestore: a document for each, and one for their order, which counts how many are
 * left of each stage. A batch is marked as done and counted in one commit; whoever brings a count
 * to zero sees to what comes next. If that instance dies before it does, the next one that is
 * brought the batch finds it without calls, and sees to it.
 */
record FirestoreBatches(Firestore firestore) implements BatchStore {

  static final String ORDERS = "runner_orders";
  static final String BATCHES = "runner_batches";

  @Override
  public Opened open(OpenRequest request, Filing filing) {
    return new FirestoreOpening(
            firestore,
            request,
            (lease, reused) -> new BatchFiles(firestore, lease).writes(filing.file(lease, reused)))
        .open();
  }

  @Override
  public Optional<InForce> order(Batch.Key key) {
    return run(key)
        .flatMap(
            run ->
                firestore
                    .get(BatchFiles.orderPath(key))
                    .map(OrderDocument::new)
                    .map(order -> new InForce(run.run(), order.order())));
  }

  @Override
  public Optional<Batch> find(Batch.Key key) {
    return run(key).flatMap(run -> files(key)).flatMap(FiledBatch::open);
  }

  /** Reads all pages of the run, which grow in number, only where there are others. */
  @Override
  public List<RecordedResult> results(
      Batch.Key key, Collection<String> own, Collection<String> others) {
    Set<String> wanted = new HashSet<>(own);
    wanted.addAll(others);
    ResultPages pages = new ResultPages(firestore);
    return firestore
        .get(RunDocument.path(key.runId()))
        .map(RunDocument::new)
        .map(run -> others.isEmpty() ? pages.of(run, key) : pages.of(run))
        .stream()
        .flatMap(List::stream)
        .filter(result -> wanted.contains(result.name()))
        .toList();
  }

  @Override
  public LeaseState record(Batch.Key key, List<RecordedResult> results) {
    List<ResultEntry> entries =
        results.stream()
            .<ResultEntry>map(result -> new ResultEntry.Recorded(key.opening(), result))
            .toList();
    List<ResultPage> left = ResultPages.pages(entries, Instant.EPOCH);
    LeaseState state;
    do {
      List<ResultPage> some = left.stream().limit(ResultPages.AT_A_TIME).toList();
      state = write(key, some);
      left = left.subList(some.size(), left.size());
    } while (state == LeaseState.HELD && !left.isEmpty());
    return state;
  }

  private LeaseState write(Batch.Key key, List<ResultPage> pages) {
    for (int attempt = 0; attempt < FirestoreStore.ATTEMPTS; attempt++) {
      Optional<FiledBatch> filed =
          run(key).flatMap(run -> files(key)).filter(batch -> !batch.isDone());
      if (filed.isEmpty()) {
        return LeaseState.LOST;
      }
      if (pages.isEmpty() || firestore.commit(filed.get().pages(pages))) {
        return LeaseState.HELD;
      }
    }
    throw firestore.contended();
  }

  @Override
  public Settled settle(Batch.Key key, List<RecordedResult> results, Instant now) {
    if (!results.isEmpty()) {
      record(key, results);
    }
    for (int attempt = 0; attempt < FirestoreStore.ATTEMPTS; attempt++) {
      Optional<RunDocument> run = run(key);
      Optional<FiledBatch> filed = run.flatMap(it -> files(key));
      if (filed.flatMap(FiledBatch::open).isEmpty()) {
        return new Settled.Gone();
      }
      Optional<Settled> settled = settle(run.orElseThrow(), filed.get(), now);
      if (settled.isPresent()) {
        return settled.get();
      }
    }
    throw firestore.contended();
  }

  /** Nothing where others were faster. */
  private Optional<Settled> settle(RunDocument run, FiledBatch filed, Instant now) {
    Optional<Long> left =
        filed.isDone() ? Optional.of(0L) : firestore.committed(filed.done()).map(List::getFirst);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    if (left.get() > 0) {
      return Optional.of(new Settled.More());
    }
    Optional<List<Batch.Key>> next = filed.order().after(filed.stage(), filed.key());
    return next.isPresent() ? Optional.of(new Settled.Staged(next.get())) : finish(run, filed, now);
  }

  private Optional<Settled> finish(RunDocument document, FiledBatch filed, Instant now) {
    RecordedRun run = document.run();
    Counts counts =
        Counts.of(
            new ResultPages(firestore)
                .of(document, /* withBodies= */ false).stream()
                    .map(RecordedResult::result)
                    .toList());
    Ending ending =
        new Ending(run.startedAt(), now, Duration.between(run.startedAt(), now), counts);
    List<DocumentWrite> writes = new ArrayList<>();
    writes.add(document.finish(ending));
    writes.add(DocumentWrite.delete(filed.order().path(), Optional.empty()));
    return firestore.commit(writes) ? Optional.of(new Settled.Finished(ending)) : Optional.empty();
  }

  /** The run, while that opening of it is going on. */
  private Optional<RunDocument> run(Batch.Key key) {
    return firestore
        .get(RunDocument.path(key.runId()))
        .map(RunDocument::new)
        .filter(run -> run.isHeldBy(BatchFiles.lease(key)));
  }

  private Optional<FiledBatch> files(Batch.Key key) {
    return FiledBatch.of(
        key, firestore.get(List.of(BatchFiles.orderPath(key), BatchFiles.path(key))));
  }
}

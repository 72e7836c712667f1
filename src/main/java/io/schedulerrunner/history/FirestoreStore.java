package io.schedulerrunner.history;

import io.schedulerrunner.google.GoogleApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs in Firestore. A run is one document, and every change of it asks for the version that was
 * read; so of any number of simultaneous callers one succeeds, and no lock outlives its holder.
 * Results are added as {@link ResultPages}.
 */
final class FirestoreStore implements RunStore {

  /** How often something is tried while others change the same document. */
  static final int ATTEMPTS = 20;

  /** Statistics look at the latest pages of results, about so many. */
  private static final int MOST_PAGES = 2_000;

  private final Firestore firestore;
  private final ResultPages results;

  FirestoreStore(GoogleApi api, StoreUrl.Firestore url) {
    firestore = new Firestore(api, url);
    results = new ResultPages(firestore);
  }

  @Override
  public Opened open(OpenRequest request) {
    return new FirestoreOpening(firestore, request, OpeningAddition.NONE).open();
  }

  @Override
  public LeaseState record(Lease lease, List<RecordedResult> recorded, Instant now) {
    List<ResultEntry> entries =
        recorded.stream()
            .<ResultEntry>map(result -> new ResultEntry.Recorded(lease.number(), result))
            .toList();
    Instant until = now.plus(lease.duration());
    List<ResultPage> pages = ResultPages.pages(entries, now);
    int written = 0;
    LeaseState state;
    do {
      List<ResultPage> some = pages.stream().skip(written).limit(ResultPages.AT_A_TIME).toList();
      state =
          ifHeld(
              lease,
              run -> {
                List<DocumentWrite> writes = new ArrayList<>(run.pages(lease, some));
                writes.add(run.renew(until, some.size()));
                return writes;
              });
      written += some.size();
    } while (state == LeaseState.HELD && written < pages.size());
    return state;
  }

  @Override
  public LeaseState finish(Lease lease, Ending ending) {
    return ifHeld(lease, run -> List.of(run.finish(ending)));
  }

  @Override
  public LeaseState release(Lease lease) {
    return ifHeld(lease, run -> List.of(run.release()));
  }

  /** Writes while the lease is good; a write that was overtaken is tried again. */
  private LeaseState ifHeld(Lease lease, Function<RunDocument, List<DocumentWrite>> writes) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<RunDocument> run =
          firestore
              .get(RunDocument.path(lease.runId()))
              .map(RunDocument::new)
              .filter(it -> it.isHeldBy(lease));
      if (run.isEmpty()) {
        return LeaseState.LOST;
      }
      if (firestore.commit(writes.apply(run.get()))) {
        return LeaseState.HELD;
      }
    }
    throw firestore.contended();
  }

  @Override
  public RunPage runs(RunQuery query) {
    return new FirestoreReading(firestore).runs(query);
  }

  @Override
  public Optional<RunDetail> run(String id) {
    return firestore
        .get(RunDocument.path(id))
        .map(RunDocument::new)
        .map(run -> new RunDetail(run.run(), results.of(run)));
  }

  @Override
  public Optional<RecordedRun> outline(String id) {
    return firestore.get(RunDocument.path(id)).map(RunDocument::new).map(RunDocument::run);
  }

  @Override
  public List<EndpointStatistics> statistics(Optional<String> endpoint, Instant since) {
    return new FirestoreStatistics(firestore, endpoint, since, MOST_PAGES).read();
  }

  @Override
  public int prune(Retention retention, Instant now) {
    return new FirestorePruning(firestore, now).prune(retention);
  }

  @Override
  public ScheduleStore schedules() {
    return new FirestoreSchedules(firestore);
  }

  @Override
  public Optional<BatchStore> batches() {
    return Optional.of(new FirestoreBatches(firestore));
  }

  @Override
  public void close() {
    firestore.close();
  }
}

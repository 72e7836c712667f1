package io.schedulerrunner.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens a run in Firestore, or finds the one with the same id or key. */
record FirestoreOpening(Firestore firestore, OpenRequest request, OpeningAddition addition) {

  Opened open() {
    for (int attempt = 0; attempt < FirestoreStore.ATTEMPTS; attempt++) {
      Optional<Opened> opened = create().or(() -> existing().flatMap(this::reopen));
      if (opened.isPresent()) {
        return opened.get();
      }
    }
    throw firestore.contended();
  }

  /** Nothing where there is a run with the same id or key. */
  private Optional<Opened> create() {
    Lease lease = new Lease(request.id(), 1, request.holder().lease());
    List<DocumentWrite> writes = new ArrayList<>(RunDocument.create(request));
    writes.addAll(addition.writes(lease, List.of()));
    return firestore.commit(writes) ? Optional.of(new Opened.Fresh(lease)) : Optional.empty();
  }

  /** The run with the same id, else the one with the same key. */
  private Optional<RunDocument> existing() {
    return firestore
        .get(RunDocument.path(request.id()))
        .or(
            () ->
                request
                    .trigger()
                    .key()
                    .flatMap(key -> firestore.get(RunDocument.keyPath(key)))
                    .map(key -> RunDocument.path(key.fields().text(RunDocument.RUN_ID)))
                    .flatMap(firestore::get))
        .map(RunDocument::new);
  }

  /** Nothing where somebody else was faster. */
  private Optional<Opened> reopen(RunDocument document) {
    RecordedRun run = document.run();
    RunStatus status = run.status(request.now());
    if (status == RunStatus.RUNNING) {
      return Optional.of(new Opened.Running(run.id()));
    }
    List<RecordedResult> recorded = new ResultPages(firestore).of(document);
    Reopening reopening = Reopening.of(request.outline(), recorded);
    if (status != RunStatus.INTERRUPTED && (request.isOnce() || reopening.complete())) {
      return Optional.of(new Opened.Done(new RunDetail(run, recorded)));
    }
    Lease lease = new Lease(run.id(), document.leaseNumber() + 1, request.holder().lease());
    return firestore.commit(takeOver(document, lease, reopening))
        ? Optional.of(new Opened.Resumed(lease, reopening.reused()))
        : Optional.empty();
  }

  private List<DocumentWrite> takeOver(RunDocument run, Lease lease, Reopening reopening) {
    List<ResultEntry> changes = new ArrayList<>();
    reopening.stale().forEach(name -> changes.add(new ResultEntry.Gone(name)));
    reopening.moved().forEach(it -> changes.add(new ResultEntry.Moved(it.name(), it.index())));
    List<ResultPage> pages = ResultPages.pages(changes, request.now());
    List<DocumentWrite> writes = new ArrayList<>();
    writes.add(run.takeOver(request, pages.size()));
    writes.addAll(run.pages(lease, pages));
    writes.addAll(addition.writes(lease, reopening.reused()));
    return writes;
  }
}

package io.schedulerrunner.history;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what runs have queued, one entry at a time. Used by one thread. */
final class BacklogWriter {

  private static final Logger LOG = LoggerFactory.getLogger(BacklogWriter.class);

  private final InstantSource clock;

  BacklogWriter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Writes an entry; a store that will never take it is not asked again.
   *
   * @return whether it is written
   * @throws StoreException when trying again may help
   */
  boolean write(Backlog backlog, Backlog.Entry entry, StoreAccess.Current current) {
    try {
      return lease(backlog, entry, current)
          .map(
              lease ->
                  write(backlog, entry, new Backlog.Held(lease, current.generation()), current))
          .orElseGet(
              () -> {
                LOG.warn("Run {} is another one's by now: not kept", backlog.request().id());
                backlog.refuse();
                return false;
              });
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.REFUSED) {
        throw e;
      }
      LOG.error("Run {} cannot be kept: {}", backlog.request().id(), e.getMessage());
      backlog.refuse();
      return false;
    }
  }

  private boolean write(
      Backlog backlog, Backlog.Entry entry, Backlog.Held held, StoreAccess.Current current) {
    Instant now = clock.instant();
    LeaseState state = current.store().record(held.lease(), entry.results(), now);
    if (state == LeaseState.HELD && entry.last()) {
      state =
          entry
              .ending()
              .map(ending -> current.store().finish(held.lease(), ending))
              .orElseGet(() -> current.store().release(held.lease()));
    }
    if (state == LeaseState.HELD) {
      backlog.written(entry, held, now);
      return true;
    }
    LOG.warn("Run {} was taken over by another instance", backlog.request().id());
    backlog.lose();
    return false;
  }

  /** The lease, if it is one of this store; else the run is opened (again). */
  private Optional<Lease> lease(Backlog backlog, Backlog.Entry entry, StoreAccess.Current current) {
    Optional<Lease> held =
        entry
            .held()
            .filter(known -> known.generation() == current.generation())
            .map(Backlog.Held::lease);
    return held.isPresent() ? held : open(backlog.request(), current.store());
  }

  private Optional<Lease> open(OpenRequest request, RunStore store) {
    Opened opened = store.open(request.of(request.id(), clock.instant()));
    // opened by ourselves, when the answer got lost
    boolean ours =
        opened instanceof Opened.Running && opened.runId().equals(request.id()) && !request.again();
    return ours ? Optional.of(new Lease(request.id(), 1, request.holder().lease())) : opened.held();
  }
}

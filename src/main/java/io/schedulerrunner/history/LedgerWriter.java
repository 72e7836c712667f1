package io.schedulerrunner.history;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what runs have queued, one entry at a time. Used by one thread. */
final class LedgerWriter {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

  private final InstantSource clock;

  LedgerWriter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Writes an entry; a store that will never take it is not asked again.
   *
   * @return whether it is written
   * @throws StoreException when trying again may help
   */
  boolean write(Ledger ledger, Ledger.Entry entry, StoreAccess.Current current) {
    try {
      return lease(ledger, entry, current)
          .map(lease -> write(ledger, entry, new Ledger.Held(lease, current.generation()), current))
          .orElseGet(
              () -> {
                LOG.warn("Run {} is another one's by now: not kept", ledger.request().id());
                ledger.refuse();
                return false;
              });
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.REFUSED) {
        throw e;
      }
      LOG.error("Run {} cannot be kept: {}", ledger.request().id(), e.getMessage());
      ledger.refuse();
      return false;
    }
  }

  private boolean write(
      Ledger ledger, Ledger.Entry entry, Ledger.Held held, StoreAccess.Current current) {
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
      ledger.written(entry, held, now);
      return true;
    }
    LOG.warn("Run {} was taken over by another instance", ledger.request().id());
    ledger.lose();
    return false;
  }

  /** The lease, if it is one of this store; else the run is opened (again). */
  private Optional<Lease> lease(Ledger ledger, Ledger.Entry entry, StoreAccess.Current current) {
    Optional<Lease> held =
        entry
            .held()
            .filter(known -> known.generation() == current.generation())
            .map(Ledger.Held::lease);
    return held.isPresent() ? held : open(ledger.request(), current.store());
  }

  private Optional<Lease> open(OpenRequest request, RunStore store) {
    return switch (store.open(request.of(request.id(), clock.instant()))) {
      case Opened.Fresh fresh -> Optional.of(fresh.lease());
      case Opened.Resumed resumed -> Optional.of(resumed.lease());
      // opened by ourselves, when the answer got lost
      case Opened.Running running when isOurs(running.runId(), request) ->
          Optional.of(new Lease(request.id(), 1, request.holder().lease()));
      case Opened.Running _, Opened.Done _ -> Optional.empty();
    };
  }

  private static boolean isOurs(String runId, OpenRequest request) {
    return !request.again() && runId.equals(request.id());
  }
}

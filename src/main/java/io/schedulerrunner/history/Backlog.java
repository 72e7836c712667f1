package io.schedulerrunner.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** What one run still has to write. Thread-safe. */
final class Backlog {

  /** Most results in one transaction. */
  private static final int BATCH = 1_000;

  /** About how many bytes of results: while they are written, they are in memory several times. */
  private static final long BATCH_BYTES = 4L << 20;

  /** About what an endpoint takes while its run is known. */
  private static final long ENTRY_WEIGHT = 256;

  private final OpenRequest request;
  private final AtomicLong total;
  private final Map<String, RecordedResult> pending = new LinkedHashMap<>();
  private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
  private Optional<Held> held;
  private Optional<Ending> ending = Optional.empty();
  private boolean ended;
  private boolean incomplete;
  private State state = State.OPEN;
  private long weight;
  private Instant renewAt;

  /** How it stands. */
  private enum State {
    /** Something may still come. */
    OPEN,
    /** Everything is written, or will never be. */
    CLOSED,
    /** Somebody else has the run. */
    LOST
  }

  /** A lease, good in one generation of the store. */
  record Held(Lease lease, int generation) {}

  /**
   * What is to be written in one go.
   *
   * @param last whether the run has ended and nothing is left afterwards
   * @param ending how it ended; empty where it is given back
   */
  record Entry(
      Optional<Held> held, List<RecordedResult> results, boolean last, Optional<Ending> ending) {}

  /**
   * Of a run that begins.
   *
   * @param total about how many bytes wait here and elsewhere; kept up to date
   */
  Backlog(OpenRequest request, Optional<Held> held, AtomicLong total) {
    this.request = request;
    this.total = total;
    this.held = held;
    this.renewAt = renewal(request.now());
    weigh(ENTRY_WEIGHT * (1 + request.outline().entries().size()));
  }

  OpenRequest request() {
    return request;
  }

  /** Completed when it is known whether all of the run is written. */
  CompletableFuture<Boolean> settled() {
    return settled;
  }

  synchronized LeaseState state() {
    return state == State.LOST ? LeaseState.LOST : LeaseState.HELD;
  }

  /** Whether nothing will happen any more. */
  synchronized boolean isOver() {
    return ended && state != State.OPEN;
  }

  /** Whether it is of the run that is asked for, and that goes on. */
  synchronized boolean isGoing(OpenRequest other) {
    boolean sameKey =
        request.trigger().key().isPresent()
            && request.trigger().key().equals(other.trigger().key());
    return request.id().equals(other.id()) || (sameKey && !ended);
  }

  synchronized void add(RecordedResult result) {
    if (state == State.OPEN) {
      Optional.ofNullable(pending.put(result.name(), result))
          .ifPresent(replaced -> weigh(-replaced.weight()));
      weigh(result.weight());
    }
  }

  /** A result could not even be queued. */
  synchronized void miss() {
    incomplete = true;
  }

  /** The run has ended; empty: it is given back. */
  synchronized void end(Optional<Ending> how) {
    ending = how;
    ended = true;
  }

  /** What is to be written now, if anything. */
  synchronized Optional<Entry> next(Instant now) {
    boolean due = held.isEmpty() || !pending.isEmpty() || ended || !now.isBefore(renewAt);
    if (state != State.OPEN || !due) {
      return Optional.empty();
    }
    List<RecordedResult> batch = batch();
    boolean last = ended && batch.size() == pending.size();
    return Optional.of(new Entry(held, batch, last, ending));
  }

  private List<RecordedResult> batch() {
    List<RecordedResult> batch = new ArrayList<>();
    long bytes = 0;
    Iterator<RecordedResult> waiting = pending.values().iterator();
    while (waiting.hasNext() && batch.size() < BATCH && bytes < BATCH_BYTES) {
      RecordedResult result = waiting.next();
      batch.add(result);
      bytes += result.weight();
    }
    return batch;
  }

  /** The store is not available: whoever waits for the end of the run waits no longer. */
  synchronized void postpone() {
    if (ended) {
      settled.complete(false);
    }
  }

  /** Whether the run has ended, and only waits to be written. */
  synchronized boolean isEnded() {
    return ended;
  }

  /** An entry was written. */
  synchronized void written(Entry entry, Held under, Instant now) {
    held = Optional.of(under);
    renewAt = renewal(now);
    for (RecordedResult result : entry.results()) {
      if (pending.remove(result.name(), result)) {
        weigh(-result.weight());
      }
    }
    if (entry.last()) {
      state = State.CLOSED;
      weigh(-weight);
      settled.complete(!incomplete);
    }
  }

  /** Somebody else has the run. */
  synchronized void lose() {
    drop();
    state = State.LOST;
  }

  /** The store will never take it. */
  synchronized void refuse() {
    drop();
    state = State.CLOSED;
  }

  private void drop() {
    pending.clear();
    weigh(-weight);
    settled.complete(false);
  }

  private void weigh(long change) {
    weight += change;
    total.addAndGet(change);
  }

  private Instant renewal(Instant now) {
    return now.plus(request.holder().lease().dividedBy(3));
  }
}

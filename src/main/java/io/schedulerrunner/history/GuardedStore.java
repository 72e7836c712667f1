package io.schedulerrunner.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands between runs and their store: a run is never lost or held up because history cannot
 * be written. Results are queued, and written in batches by one thread, which also renews the
 * leases and removes old runs; what the store does not take is kept, up to a bound, and tried
 * again. Thread-safe.
 *
 * <p>Only {@link #read} throws for what the store does.
 */
public final class GuardedStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedStore.class);
  private static final long TICK_NANOS = Duration.ofMillis(200).toNanos();

  private final StoreAccess access;
  private final InstantSource clock;
  private final Options options;
  private final LedgerWriter ledgerWriter;
  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
  private final Thread thread = new Thread(this::writeUntilClosed, "history");
  private volatile boolean closed;
  private volatile boolean pruning = true;

  /**
   * Bounds.
   *
   * @param patience how long the end of a run, or of this, waits for everything to be written
   * @param maxQueued most bytes, about, of results that wait to be written; more are dropped
   */
  public record Options(Retention retention, Duration patience, long maxQueued) {
    /** 30 days and 10,000 runs, 2 seconds, 64 MB. */
    public static final Options DEFAULT =
        new Options(Retention.DEFAULT, Duration.ofSeconds(2), 64L << 20);
  }

  /** Opens nothing yet: see {@link #start}. */
  public GuardedStore(StoreSource source, InstantSource clock, Options options) {
    this.access = new StoreAccess(source, clock);
    this.clock = clock;
    this.options = options;
    this.ledgerWriter = new LedgerWriter(clock);
    thread.setDaemon(true);
  }

  /** Starts the thread that writes; the first thing it does is open the store. Call it once. */
  public void start() {
    thread.start();
  }

  /** Whether the store did what it was last asked. */
  public boolean isAvailable() {
    return !access.isFailing();
  }

  /**
   * Opens a run; each that gets a lease must be ended by {@link #finish} or {@link #release}. Waits
   * for the store only where that may know the run already. Where it fails, the run is {@link
   * Opened.Fresh}.
   */
  public Opened open(OpenRequest request) {
    Optional<Opened> going = going(request);
    if (going.isPresent()) {
      return going.get();
    }
    if (!request.mayExist() || access.isPausing()) {
      return unconfirmed(request);
    }
    try {
      return access.use(current -> confirmed(request, current));
    } catch (RuntimeException e) {
      LOG.debug("Run {} starts without history", request.id(), e);
      return unconfirmed(request);
    }
  }

  /**
   * Writes a result, soon. Never waits.
   *
   * @return {@link LeaseState#LOST} once somebody else carries the run out: it should stop
   */
  public LeaseState record(Lease lease, RecordedResult result) {
    Optional<Ledger> ledger = ledger(lease);
    ledger.ifPresent(
        open -> {
          if (queued() + result.weight() > options.maxQueued()) {
            open.miss();
          } else {
            open.add(result);
            LockSupport.unpark(thread);
          }
        });
    return ledger.map(Ledger::state).orElse(LeaseState.LOST);
  }

  /**
   * Ends a run, and waits a little until all of it is written.
   *
   * @return whether it is; where not, the rest is written when the store is available again
   */
  public boolean finish(Lease lease, Ending ending) {
    return end(lease, Optional.of(ending));
  }

  /** Gives a run back unfinished: the next trigger with the same key goes on at once. */
  public boolean release(Lease lease) {
    return end(lease, Optional.empty());
  }

  /**
   * Reads from the store.
   *
   * @throws StoreException when it fails
   */
  public <T> T read(Function<RunStore, T> question) {
    return access.use(current -> question.apply(current.store()));
  }

  /** Writes what is left, for as long as the patience lasts, and closes the store. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    within(stopped);
    access.close();
  }

  private boolean end(Lease lease, Optional<Ending> ending) {
    Optional<Ledger> ledger = ledger(lease);
    ledger.ifPresent(open -> open.end(ending));
    LockSupport.unpark(thread);
    boolean written =
        !access.isPausing() && ledger.map(Ledger::settled).map(this::within).orElse(false);
    forgetFinished();
    return written;
  }

  private boolean within(CompletableFuture<Boolean> future) {
    return future
        .copy()
        .completeOnTimeout(false, options.patience().toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  private synchronized Optional<Opened> going(OpenRequest request) {
    return ledgers.entrySet().stream()
        .filter(ledger -> ledger.getValue().isGoing(request))
        .<Opened>map(ledger -> new Opened.Running(ledger.getKey()))
        .findFirst();
  }

  /** What the store said; the run is ours from here on, if it is. */
  private Opened confirmed(OpenRequest request, StoreAccess.Current current) {
    Opened opened = current.store().open(request);
    switch (opened) {
      case Opened.Fresh fresh -> keep(request, fresh.lease(), current.generation());
      case Opened.Resumed resumed -> keep(request, resumed.lease(), current.generation());
      case Opened.Running _, Opened.Done _ -> LOG.debug("Run {} is not ours", opened.runId());
    }
    return opened;
  }

  private synchronized void keep(OpenRequest request, Lease lease, int generation) {
    ledgers.put(
        lease.runId(),
        new Ledger(
            request.of(lease.runId(), request.now()),
            Optional.of(new Ledger.Held(lease, generation))));
  }

  /** A run the store has not heard of yet; unless another thread was faster. */
  private synchronized Opened unconfirmed(OpenRequest request) {
    return going(request)
        .orElseGet(
            () -> {
              makeRoom();
              ledgers.put(request.id(), new Ledger(request, Optional.empty()));
              LockSupport.unpark(thread);
              return new Opened.Fresh(new Lease(request.id(), 1, request.holder().lease()));
            });
  }

  private synchronized Optional<Ledger> ledger(Lease lease) {
    return Optional.ofNullable(ledgers.get(lease.runId()));
  }

  private synchronized List<Ledger> ledgers() {
    return List.copyOf(ledgers.values());
  }

  private synchronized void forgetFinished() {
    pruning |= ledgers.values().removeIf(Ledger::isOver);
  }

  /** Forgets the oldest runs that have ended, where too much waits to be written. */
  private synchronized void makeRoom() {
    Iterator<Ledger> oldest = ledgers().iterator();
    while (queued() > options.maxQueued() && oldest.hasNext()) {
      Ledger ledger = oldest.next();
      if (ledger.isEnded()) {
        LOG.warn("Run {} is not kept: too much waits for the history", ledger.request().id());
        ledger.refuse();
        forgetFinished();
      }
    }
  }

  private long queued() {
    return ledgers().stream().mapToLong(Ledger::weight).sum();
  }

  private void writeUntilClosed() {
    while (!closed) {
      flush();
      LockSupport.parkNanos(this, ledgers().isEmpty() && !pruning ? Long.MAX_VALUE : TICK_NANOS);
    }
    flush();
    stopped.complete(true);
  }

  /** Writes what there is to write, if the store takes it; never throws. */
  void flush() {
    if (access.isPausing()) {
      return;
    }
    try {
      for (Ledger ledger : ledgers()) {
        drain(ledger);
      }
      forgetFinished();
      if (pruning) {
        pruning = access.use(this::prune) > 0;
      }
    } catch (StoreException e) {
      LOG.debug("The history waits", e);
      ledgers().forEach(Ledger::postpone);
    } catch (RuntimeException e) {
      LOG.error("The history waits after an unexpected failure", e);
      ledgers().forEach(Ledger::postpone);
    }
  }

  private int prune(StoreAccess.Current current) {
    return current.store().prune(options.retention(), clock.instant());
  }

  private void drain(Ledger ledger) {
    Instant now = clock.instant();
    for (Optional<Ledger.Entry> next = ledger.next(now);
        next.isPresent();
        next = ledger.next(now)) {
      Ledger.Entry entry = next.get();
      access.<Boolean>use(current -> ledgerWriter.write(ledger, entry, current));
    }
  }
}

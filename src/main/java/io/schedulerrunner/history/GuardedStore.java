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
import java.util.concurrent.atomic.AtomicLong;
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
  private static final Duration GATHER = Duration.ofMillis(10);
  private static final Duration TICK = Duration.ofMillis(200);

  private final StoreAccess access;
  private final InstantSource clock;
  private final Options options;
  private final BacklogWriter backlogWriter;
  private final Map<String, Backlog> backlogs = new LinkedHashMap<>();

  /** About how many bytes of all runs wait; a sum of its own, since each result asks for it. */
  private final AtomicLong queued = new AtomicLong();

  private final Pace pace = new Pace(GATHER, TICK);
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
    /** 30 days and 10,000 runs, 2 seconds, 64 MB or a quarter of the heap. */
    public static final Options DEFAULT =
        new Options(
            Retention.DEFAULT,
            Duration.ofSeconds(2),
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4));
  }

  /** Opens nothing yet: see {@link #start}. */
  public GuardedStore(StoreSource source, InstantSource clock, Options options) {
    this.access = new StoreAccess(source, clock);
    this.clock = clock;
    this.options = options;
    this.backlogWriter = new BacklogWriter(clock);
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

  /** Whether the store failed a moment ago and is left in peace: asking it may take long. */
  public boolean isPausing() {
    return access.isPausing();
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
    } catch (RuntimeException | OutOfMemoryError e) {
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
    Optional<Backlog> backlog = backlog(lease);
    backlog.ifPresent(
        open -> {
          if (queued.get() + result.weight() > options.maxQueued()) {
            open.miss();
          } else {
            open.add(result);
            pace.come();
          }
        });
    return backlog.map(Backlog::state).orElse(LeaseState.LOST);
  }

  /** A result cannot be written, for want of memory: the run's history is not complete. */
  public void miss(Lease lease) {
    backlog(lease).ifPresent(Backlog::miss);
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
    pace.hurry();
    within(stopped);
    access.close();
  }

  private boolean end(Lease lease, Optional<Ending> ending) {
    Optional<Backlog> backlog = backlog(lease);
    backlog.ifPresent(open -> open.end(ending));
    pace.hurry();
    boolean written =
        !access.isPausing() && backlog.map(Backlog::settled).map(this::within).orElse(false);
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
    return backlogs.entrySet().stream()
        .filter(backlog -> backlog.getValue().isGoing(request))
        .<Opened>map(backlog -> new Opened.Running(backlog.getKey()))
        .findFirst();
  }

  /** What the store said; the run is ours from here on, if it is. */
  private Opened confirmed(OpenRequest request, StoreAccess.Current current) {
    Opened opened = current.store().open(request);
    opened.held().ifPresent(lease -> keep(request, lease, current.generation()));
    return opened;
  }

  private synchronized void keep(OpenRequest request, Lease lease, int generation) {
    backlogs.put(
        lease.runId(),
        new Backlog(
            request.of(lease.runId(), request.now()),
            Optional.of(new Backlog.Held(lease, generation)),
            queued));
  }

  /** A run the store has not heard of yet; unless another thread was faster. */
  private synchronized Opened unconfirmed(OpenRequest request) {
    return going(request)
        .orElseGet(
            () -> {
              makeRoom();
              backlogs.put(request.id(), new Backlog(request, Optional.empty(), queued));
              pace.hurry();
              return new Opened.Fresh(new Lease(request.id(), 1, request.holder().lease()));
            });
  }

  private synchronized Optional<Backlog> backlog(Lease lease) {
    return Optional.ofNullable(backlogs.get(lease.runId()));
  }

  private synchronized List<Backlog> backlogs() {
    return List.copyOf(backlogs.values());
  }

  private synchronized void forgetFinished() {
    pruning |= backlogs.values().removeIf(Backlog::isOver);
  }

  /** Forgets the oldest runs that have ended: those that go on have half of the room. */
  private synchronized void makeRoom() {
    Iterator<Backlog> oldest = backlogs().iterator();
    while (queued.get() > options.maxQueued() / 2 && oldest.hasNext()) {
      Backlog backlog = oldest.next();
      if (backlog.isEnded()) {
        LOG.warn("Run {} is not kept: too much waits for the history", backlog.request().id());
        backlog.refuse();
        forgetFinished();
      }
    }
  }

  private void writeUntilClosed() {
    while (!closed) {
      flush();
      pace.await();
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
      for (Backlog backlog : backlogs()) {
        drain(backlog);
      }
      forgetFinished();
      if (pruning) {
        pruning = access.use(this::prune) > 0;
      }
    } catch (StoreException e) {
      LOG.debug("The history waits", e);
      backlogs().forEach(Backlog::postpone);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("The history waits after an unexpected failure", e);
      backlogs().forEach(Backlog::postpone);
    }
  }

  private int prune(StoreAccess.Current current) {
    return current.store().prune(options.retention(), clock.instant());
  }

  private void drain(Backlog backlog) {
    Instant now = clock.instant();
    for (Optional<Backlog.Entry> next = backlog.next(now);
        next.isPresent();
        next = backlog.next(now)) {
      Backlog.Entry entry = next.get();
      access.<Boolean>use(current -> backlogWriter.write(backlog, entry, current));
    }
  }
}

package io.schedulerrunner.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that fails when it is told to. */
final class FaultySource implements StoreSource {

  final FaultyStore store = new FaultyStore();
  volatile boolean failing;
  volatile Optional<Runnable> bug = Optional.empty();
  final AtomicInteger opened = new AtomicInteger();

  @Override
  public RunStore open() {
    opened.incrementAndGet();
    bug.ifPresent(Runnable::run);
    if (failing) {
      throw new StoreException(StoreException.Kind.UNAVAILABLE, "The history is out.");
    }
    return store;
  }

  /** Fails, refuses, or does what it is asked and then fails. */
  static final class FaultyStore implements RunStore {

    private final MemoryStore store = new MemoryStore(1L << 30);
    volatile boolean failing;
    volatile boolean refusing;
    volatile boolean loseAnswer;

    private void check() {
      if (failing || refusing) {
        throw new StoreException(
            refusing ? StoreException.Kind.REFUSED : StoreException.Kind.UNAVAILABLE,
            "The history fails.");
      }
    }

    @Override
    public Opened open(OpenRequest request) {
      check();
      Opened opened = store.open(request);
      if (loseAnswer) {
        loseAnswer = false;
        throw new StoreException(StoreException.Kind.UNAVAILABLE, "The answer is lost.");
      }
      return opened;
    }

    @Override
    public LeaseState record(Lease lease, List<RecordedResult> results, Instant now) {
      check();
      return store.record(lease, results, now);
    }

    @Override
    public LeaseState finish(Lease lease, Ending ending) {
      check();
      return store.finish(lease, ending);
    }

    @Override
    public LeaseState release(Lease lease) {
      check();
      return store.release(lease);
    }

    @Override
    public RunPage runs(RunQuery query) {
      check();
      return store.runs(query);
    }

    @Override
    public Optional<RunDetail> run(String id) {
      check();
      return store.run(id);
    }

    @Override
    public List<EndpointStatistics> statistics(Optional<String> endpoint, Instant since) {
      check();
      return store.statistics(endpoint, since);
    }

    @Override
    public int prune(Retention retention, Instant now) {
      check();
      return store.prune(retention, now);
    }

    @Override
    public ScheduleStore schedules() {
      check();
      return store.schedules();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}

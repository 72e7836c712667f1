package io.schedulerrunner.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs in the memory of this process, as many as fit a number of bytes: the oldest that are not
 * going on make room.
 */
final class MemoryStore implements RunStore {

  private final long maxWeight;
  private final NavigableMap<String, MemoryRun> runs = new TreeMap<>();
  private final Map<String, MemoryRun> keys = new HashMap<>();
  private final ScheduleStore schedules = new MemorySchedules();
  private long weight;

  /** Keeps about so many bytes of results. */
  MemoryStore(long maxWeight) {
    this.maxWeight = maxWeight;
  }

  @Override
  public synchronized Opened open(OpenRequest request) {
    Optional<MemoryRun> existing =
        Optional.ofNullable(runs.get(request.id()))
            .or(() -> request.trigger().key().map(keys::get));
    if (existing.isPresent()) {
      MemoryRun run = existing.get();
      weight -= run.weight();
      Opened opened = run.reopen(request);
      weight += run.weight();
      return opened;
    }
    MemoryRun run = new MemoryRun(request);
    runs.put(request.id(), run);
    weight += run.weight();
    request.trigger().key().ifPresent(key -> keys.put(key, run));
    return new Opened.Fresh(run.lease(request));
  }

  @Override
  public synchronized LeaseState record(Lease lease, List<RecordedResult> results, Instant now) {
    return ifHeld(
        lease,
        run -> {
          weight -= run.weight();
          run.record(lease, results, now);
          weight += run.weight();
          makeRoom(now);
        });
  }

  @Override
  public synchronized LeaseState finish(Lease lease, Ending ending) {
    return ifHeld(lease, run -> run.end(ending.status(), Optional.of(ending)));
  }

  @Override
  public synchronized LeaseState release(Lease lease) {
    return ifHeld(lease, run -> run.end(RunStatus.INTERRUPTED, Optional.empty()));
  }

  @Override
  public synchronized RunPage runs(RunQuery query) {
    NavigableMap<String, MemoryRun> older =
        query.before().map(id -> runs.headMap(id, false)).orElse(runs);
    List<RecordedRun> found =
        older.descendingMap().values().stream()
            .filter(run -> query.filter().matches(run.run(), query.now()))
            .filter(run -> query.filter().endpoint().map(run::knows).orElse(true))
            .map(MemoryRun::run)
            .limit(query.limit() + 1L)
            .toList();
    return RunPage.of(found, query.limit());
  }

  @Override
  public synchronized Optional<RunDetail> run(String id) {
    return Optional.ofNullable(runs.get(id)).map(MemoryRun::detail);
  }

  @Override
  public synchronized List<EndpointStatistics> statistics(
      Optional<String> endpoint, Instant since) {
    Map<String, List<EndpointStatistics.Sample>> samples = new TreeMap<>();
    for (MemoryRun run : runs.values()) {
      for (RecordedResult result : run.detail().results()) {
        if (result.wasCalled()
            && !result.finishedAt().isBefore(since)
            && endpoint.map(result.name()::equals).orElse(true)) {
          samples.computeIfAbsent(result.name(), name -> new ArrayList<>()).add(run.sample(result));
        }
      }
    }
    List<EndpointStatistics> statistics = new ArrayList<>();
    samples.forEach((name, all) -> statistics.add(EndpointStatistics.of(name, latest(all))));
    return statistics;
  }

  private static List<EndpointStatistics.Sample> latest(List<EndpointStatistics.Sample> all) {
    return all.stream()
        .sorted(Comparator.comparing(EndpointStatistics.Sample::finishedAt).reversed())
        .limit(EndpointStatistics.WINDOW)
        .toList();
  }

  @Override
  public synchronized int prune(Retention retention, Instant now) {
    Instant oldest = now.minus(retention.age());
    int excess = runs.size() - retention.runs();
    int removed = 0;
    Iterator<MemoryRun> all = List.copyOf(runs.values()).iterator();
    while (all.hasNext() && removed < Retention.RUNS_PER_STEP) {
      MemoryRun run = all.next();
      boolean surplus = removed < excess || run.run().startedAt().isBefore(oldest);
      if (surplus && run.run().status(now) != RunStatus.RUNNING) {
        remove(run);
        removed++;
      }
    }
    return removed;
  }

  @Override
  public ScheduleStore schedules() {
    return schedules;
  }

  @Override
  public void close() {
    // nothing outlives the process
  }

  private LeaseState ifHeld(Lease lease, Consumer<MemoryRun> action) {
    Optional<MemoryRun> run =
        Optional.ofNullable(runs.get(lease.runId())).filter(known -> known.isHeldBy(lease));
    run.ifPresent(action);
    return run.isPresent() ? LeaseState.HELD : LeaseState.LOST;
  }

  private void makeRoom(Instant now) {
    if (weight <= maxWeight) {
      return;
    }
    Iterator<MemoryRun> oldest = List.copyOf(runs.values()).iterator();
    while (weight > maxWeight && oldest.hasNext()) {
      MemoryRun run = oldest.next();
      if (run.run().status(now) != RunStatus.RUNNING) {
        remove(run);
      }
    }
  }

  private void remove(MemoryRun run) {
    runs.remove(run.run().id());
    weight -= run.weight();
    run.run().trigger().key().ifPresent(keys::remove);
  }
}

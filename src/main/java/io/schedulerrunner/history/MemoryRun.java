package io.schedulerrunner.history;

import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.ReportLine;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a {@link MemoryStore}, which guards it. */
final class MemoryRun {

  private static final long BASE_WEIGHT = 1024;

  /** Reused are those that were written before the run was opened the last time. */
  private final Map<String, RecordedResult> results = new HashMap<>();

  private RecordedRun run;
  private long weight = BASE_WEIGHT;

  MemoryRun(OpenRequest request) {
    this.run = opened(request, request.id(), new Origin(request), 1);
  }

  /** What stays as it was when a run is opened again. */
  private record Origin(Trigger trigger, Optional<String> job) {
    Origin(OpenRequest request) {
      this(request.trigger(), request.job());
    }
  }

  RecordedRun run() {
    return run;
  }

  long weight() {
    return weight;
  }

  Lease lease(OpenRequest request) {
    return new Lease(run.id(), run.held().number(), request.holder().lease());
  }

  boolean isHeldBy(Lease lease) {
    return lease.number() == run.held().number() && run.stored() == RunStatus.RUNNING;
  }

  boolean knows(String endpoint) {
    return results.containsKey(endpoint);
  }

  Opened reopen(OpenRequest request) {
    RunStatus status = run.status(request.now());
    if (status == RunStatus.RUNNING) {
      return new Opened.Running(run.id());
    }
    RunDetail detail = detail();
    Reopening reopening = Reopening.of(request.outline(), detail.results());
    if (status != RunStatus.INTERRUPTED && (request.isOnce() || reopening.complete())) {
      return new Opened.Done(detail);
    }
    reopening.stale().forEach(this::forget);
    reopening.moved().forEach(moved -> results.replace(moved.name(), moved));
    results.replaceAll((name, earlier) -> earlier.at(earlier.index(), true));
    run = opened(request, run.id(), new Origin(run.trigger(), run.job()), run.held().number() + 1);
    return new Opened.Resumed(lease(request), reopening.reused());
  }

  void record(Lease lease, List<RecordedResult> batch, Instant now) {
    for (RecordedResult result : batch) {
      forget(result.name());
      results.put(result.name(), result.at(result.index(), false));
      weight += result.weight();
    }
    RecordedRun.Held renewed =
        new RecordedRun.Held(run.held().instance(), lease.number(), now.plus(lease.duration()));
    run = with(run.stored(), renewed, run.startedAt(), run.ending());
  }

  void end(RunStatus status, Optional<Ending> ending) {
    run = with(status, run.held(), ending.map(Ending::startedAt).orElseGet(run::startedAt), ending);
  }

  RunDetail detail() {
    List<RecordedResult> all =
        results.values().stream()
            .sorted(
                Comparator.comparingInt(RecordedResult::index).thenComparing(RecordedResult::name))
            .toList();
    return new RunDetail(run, all);
  }

  EndpointStatistics.Sample sample(RecordedResult result) {
    ReportLine line = ReportLine.of(result.outcome());
    return new EndpointStatistics.Sample(
        run.id(),
        result.finishedAt(),
        result.duration(),
        line.failure().map(Failure::message),
        line.response().map(Response::status));
  }

  private void forget(String name) {
    Optional.ofNullable(results.remove(name)).ifPresent(result -> weight -= result.weight());
  }

  private RecordedRun with(
      RunStatus status, RecordedRun.Held held, Instant startedAt, Optional<Ending> ending) {
    return new RecordedRun(
        run.id(),
        run.trigger(),
        run.job(),
        run.settingsHash(),
        run.mode(),
        run.tags(),
        run.endpoints(),
        status,
        held,
        startedAt,
        ending);
  }

  private static RecordedRun opened(OpenRequest request, String id, Origin origin, long number) {
    return new RecordedRun(
        id,
        origin.trigger(),
        origin.job(),
        request.outline().settingsHash(),
        request.outline().mode(),
        request.outline().tags(),
        request.outline().entries().size(),
        RunStatus.RUNNING,
        new RecordedRun.Held(
            request.holder().instance(), number, request.now().plus(request.holder().lease())),
        request.now(),
        Optional.empty());
  }
}

package io.schedulerrunner.metrics;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.report.EndpointStatus;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.ReportLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts runs and calls from the first one on. Needs no library, so that a process that lives for
 * one run pays next to nothing for it: {@link Metrics} makes of it what is asked for. Thread-safe.
 */
public final class RunMetrics implements RunObserver {

  private final EndpointNames names = new EndpointNames();
  private final Counts runs = new Counts();
  private final Map<String, Distribution> runDurations = new ConcurrentHashMap<>();
  private final Counts missedDeadlines = new Counts();
  private final LongAdder notKept = new LongAdder();
  private final Counts calls = new Counts();
  private final Map<String, Distribution> callDurations = new ConcurrentHashMap<>();
  private final Counts retries = new Counts();
  private final Map<String, EndpointState> endpoints = new ConcurrentHashMap<>();
  private final Set<Progress> going = ConcurrentHashMap.newKeySet();

  @Override
  public Watch begin(RunStart start) {
    Progress progress = new Progress(start);
    going.add(progress);
    return progress;
  }

  /** By trigger and outcome. */
  Counts runs() {
    return runs;
  }

  /** By trigger. */
  Map<String, Distribution> runDurations() {
    return runDurations;
  }

  /** Runs that the deadline cut off, by trigger. */
  Counts missedDeadlines() {
    return missedDeadlines;
  }

  /** Runs whose history is incomplete. */
  long notKept() {
    return notKept.sum();
  }

  /** By endpoint, outcome and error type. */
  Counts calls() {
    return calls;
  }

  /** Of what was called, by endpoint, retries and pauses included. */
  Map<String, Distribution> callDurations() {
    return callDurations;
  }

  /** Attempts after the first, by endpoint. */
  Counts retries() {
    return retries;
  }

  /** By endpoint. */
  Map<String, EndpointState> endpoints() {
    return endpoints;
  }

  int runsGoing() {
    return going.size();
  }

  /** Calls that are being made. */
  int callsGoing() {
    return going.stream().mapToInt(Progress::begun).sum();
  }

  /** Calls of the runs that are going on whose turn has not come. */
  int callsWaiting() {
    return going.stream().mapToInt(Progress::waiting).sum();
  }

  /** One run. */
  private final class Progress implements Watch {

    private final RunStart start;
    private final Set<Integer> begun = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open;

    Progress(RunStart start) {
      this.start = start;
      open = new AtomicInteger(start.plan().calls().size());
    }

    int begun() {
      return begun.size();
    }

    int waiting() {
      return Math.max(0, open.get() - begun.size());
    }

    @Override
    public void started(Call call) {
      begun.add(call.index());
    }

    @Override
    public void finished(Result result) {
      begun.remove(result.call().index());
      open.decrementAndGet();
      if (!result.reused()) {
        count(result);
      }
    }

    private void count(Result result) {
      String name = names.of(start.plan(), result.call());
      ReportLine line = ReportLine.of(result.outcome());
      EndpointStatus status = line.status();
      String error = line.failure().map(it -> it.type().wireName()).orElse("none");
      calls.add(1, name, status.wireName(), error);
      if (!result.attempts().isEmpty()) {
        add(callDurations, name, result.duration());
        retries.add(result.attempts().size() - 1L, name);
      }
      endpoints.compute(
          name, (_, state) -> next(state == null ? EndpointState.NONE : state, result));
    }

    private EndpointState next(EndpointState state, Result result) {
      EndpointStatus status = ReportLine.of(result.outcome()).status();
      if (status.isSuccessful()) {
        return state.succeeded(result.finishedAt());
      }
      return status.isFailure() ? state.failed() : state;
    }

    @Override
    public List<Note> ended(Run run, boolean kept) {
      going.remove(this);
      String trigger = start.trigger().source();
      Report report = new Report(run);
      runs.add(1, trigger, report.outcome());
      add(runDurations, trigger, run.duration());
      missedDeadlines.add(report.missedDeadline() ? 1 : 0, trigger);
      if (!kept) {
        notKept.increment();
      }
      return List.of();
    }

    @Override
    public void broken(Throwable cause) {
      if (going.remove(this)) {
        runs.add(1, start.trigger().source(), "failed");
      }
    }
  }

  private static void add(Map<String, Distribution> all, String label, Duration duration) {
    all.computeIfAbsent(label, none -> new Distribution()).add(duration);
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.TraceParent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * One plan being carried out: who is called when, and what follows from it for those that wait.
 * Ends when every call has a result, at the deadline, or when it is cancelled, whatever the calls
 * do.
 */
final class Execution {

  private static final ThreadFactory THREADS = Thread.ofVirtual().name("call-", 0).factory();

  private final Plan plan;
  private final RunContext context;
  private final CallRunner runner;
  private final Time time;
  private final Ledger ledger;
  private final Workers<Call> workers;
  private final Duration reserved;
  private final RunScope scope;
  private final Optional<TraceParent> trace = TraceParent.current();
  private final Dependencies dependencies;
  private final Deque<Call> sequence;
  private final Set<Thread> busy = ConcurrentHashMap.newKeySet();

  Execution(Plan plan, RunContext context, CallRunner runner, Scopes scopes, Time time) {
    this.plan = plan;
    this.context = context;
    this.runner = runner;
    this.time = time;
    ledger = new Ledger(plan, context.listener());
    workers = new Workers<>(plan.maxWorkers(), THREADS, this::work);
    reserved = tenth(plan, context.reserved());
    long deadline =
        context.arrivedNanos() + plan.deadline().minus(margin(plan)).minus(reserved).toNanos();
    scope = scopes.create(plan, context, workers, deadline);
    dependencies = new Dependencies(plan);
    sequence = new ArrayDeque<>(isSequential() ? Dependencies.sequence(plan) : List.of());
  }

  /** What is kept back of the deadline to write the report in. */
  static Duration margin(Plan plan) {
    return tenth(plan, Duration.ofMillis(250).plusNanos(20_000L * plan.calls().size()));
  }

  /** What is wanted, but at most a tenth of the run's time. */
  private static Duration tenth(Plan plan, Duration wanted) {
    Duration most = plan.deadline().dividedBy(10);
    return wanted.compareTo(most) < 0 ? wanted : most;
  }

  private boolean isSequential() {
    return plan.mode() == Plan.Mode.SEQUENTIAL;
  }

  /** Carries out the plan, once. */
  Run run() {
    // Counted from the trigger's arrival, as the duration is.
    Instant startedAt = time.now().minusNanos(time.nanos() - context.arrivedNanos());
    List<Call> free = dependencies.free();
    adopt(context.reused());
    if (isSequential()) {
      offerNextInSequence();
    } else {
      free.stream().filter(this::isOpen).forEach(workers::offer);
    }
    Ledger.End end = ledger.await(scope.remaining(time));
    workers.close();
    ledger.settleOpen(new Unfinished(plan.deadline(), reserved, end, time));
    busy.forEach(Thread::interrupt);
    Instant endedAt = time.now();
    Duration duration = Duration.ofNanos(time.nanos() - context.arrivedNanos());
    return new Run(
        context.id(), context.trigger(), plan, startedAt, endedAt, duration, ledger.results());
  }

  /** The run's id. */
  String id() {
    return context.id();
  }

  /** Whether it is what was begun with this very context. */
  @SuppressWarnings("ReferenceEquality")
  boolean isUnder(RunContext other) {
    return context == other;
  }

  /** Ends the run now: what is unfinished becomes {@code cancelled}. */
  void cancel() {
    ledger.end(Ledger.End.CANCELLED);
  }

  private void work(Call call) {
    // In this order: whoever does not see the end here is interrupted by it.
    busy.add(Thread.currentThread());
    try {
      if (!ledger.hasEnded()) {
        call(call);
      }
    } finally {
      busy.remove(Thread.currentThread());
    }
  }

  private void call(Call call) {
    Progress progress = ledger.progress(call);
    progress.start(time.nanos());
    context.listener().started(call);
    Result result = TraceParent.call(trace, () -> runner.run(call, scope, progress));
    // What is told of a result is not interrupted.
    busy.remove(Thread.currentThread());
    // Who is told may write it down first, for others to see.
    workers.restingIn(() -> settle(result));
    if (isSequential()) {
      offerNextInSequence();
    }
  }

  private void offerNextInSequence() {
    Optional<Call> next = Optional.ofNullable(sequence.poll());
    while (next.isPresent() && !isOpen(next.get())) {
      next = Optional.ofNullable(sequence.poll());
    }
    next.ifPresent(workers::offer);
  }

  /** Whether a call has no result yet. */
  private boolean isOpen(Call call) {
    return ledger.progress(call).result().isEmpty();
  }

  /** Takes over what is known. All of it, before anything that waits for some of it begins. */
  private void adopt(List<Result> reused) {
    reused.forEach(scope.answers()::reuse);
    reused.forEach(ledger::settle);
    reused.stream().map(this::consequences).flatMap(List::stream).forEach(this::settle);
  }

  /** Records a result and what follows from it, transitively, for the calls that wait. */
  private void settle(Result first) {
    Deque<Result> unheeded = new ArrayDeque<>(List.of(first));
    while (!unheeded.isEmpty()) {
      Result result = unheeded.remove();
      if (ledger.settle(result)) {
        unheeded.addAll(consequences(result));
      }
    }
  }

  /** Lets calls that waited for this one begin, or says what becomes of them. */
  private List<Result> consequences(Result result) {
    List<Result> consequences = new ArrayList<>();
    for (Call dependent : dependencies.dependents(result.call())) {
      Unfinished.because(result)
          .ifPresentOrElse(
              outcome -> consequences.add(uncalled(dependent, outcome)), () -> release(dependent));
    }
    return consequences;
  }

  private void release(Call dependent) {
    if (dependencies.release(dependent) && !isSequential() && isOpen(dependent)) {
      workers.offer(dependent);
    }
  }

  private Result uncalled(Call call, Outcome outcome) {
    return new Result(call, outcome, time.now(), Duration.ZERO, List.of(), false, Optional.empty());
  }
}

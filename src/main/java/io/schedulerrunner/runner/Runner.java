package io.schedulerrunner.runner;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointSource;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Templates;
import io.schedulerrunner.history.Lease;
import io.schedulerrunner.history.Opened;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.TemplateReferences;
import io.schedulerrunner.plan.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The one use case, behind every entry point: plan, execute, report, save. Thread-safe. */
public final class Runner {

  private final Settings settings;
  private final EndpointSource endpoints;
  private final PlanExecutor executor;
  private final History history;
  private final Supplier<String> ids;
  private final LiveRuns live = new LiveRuns();
  private final Observers observers;

  /** With the ids of new runs. */
  public Runner(
      Settings settings,
      EndpointSource endpoints,
      PlanExecutor executor,
      History history,
      Supplier<String> ids) {
    this.settings = settings;
    this.endpoints = endpoints;
    this.executor = executor;
    this.history = history;
    this.ids = ids;
    observers = new Observers(List.of());
  }

  private Runner(Runner other, Observers observers) {
    settings = other.settings;
    endpoints = other.endpoints;
    executor = other.executor;
    history = other.history;
    ids = other.ids;
    this.observers = observers;
  }

  /** The same, with these told of every run. */
  public Runner observedBy(List<RunObserver> all) {
    return new Runner(this, new Observers(all));
  }

  /** The runs of this process that are going on. */
  public LiveRuns live() {
    return live;
  }

  /** What earlier runs came to. */
  public History history() {
    return history;
  }

  /**
   * What a request would do. Calls nothing.
   *
   * @throws ConfigurationException where it cannot be planned
   */
  public Plan plan(RunRequest request) {
    Plan plan = Planner.plan(request, endpoints.current(), settings.calls());
    TemplateReferences.check(plan, Templates::endpointsNamed);
    return plan;
  }

  /**
   * Carries out a request, unless its trigger's key says that this has been done or is being done;
   * returns within its deadline. Of an earlier run that did not succeed as a whole, only the rest
   * is called.
   *
   * @param arrivedNanos {@link System#nanoTime()} when the trigger arrived
   * @throws ConfigurationException where the request cannot be planned
   */
  public RunReply run(
      RunRequest request, Trigger trigger, long arrivedNanos, RunListener listener) {
    Plan plan = plan(request);
    Optional<String> other = awaitTurn(trigger, arrivedNanos + plan.deadline().toNanos());
    if (other.isPresent()) {
      return new RunReply.Overlapping(other.get());
    }
    Opened opened = history.open(plan, trigger, ids.get(), false);
    return carryOut(opened, new Order(plan, trigger, arrivedNanos, listener, request.sendEmail()));
  }

  /**
   * Runs again what did not succeed in an earlier run, as it is configured now.
   *
   * @throws ConfigurationException where none of its endpoints is configured any more
   */
  public RunReply retry(RunDetail earlier, long arrivedNanos, RunListener listener) {
    Set<String> names =
        earlier.results().stream().map(RecordedResult::name).collect(Collectors.toSet());
    Plan plan = plan(RunRequest.DEFAULT).only(names);
    if (plan.calls().isEmpty()) {
      throw new ConfigurationException(
          List.of(
              new Problem(
                  "",
                  "None of this run's endpoints is configured any more. If they came with the"
                      + " request, send it again with the same Idempotency-Key.",
                  "")));
    }
    Trigger trigger = earlier.run().trigger();
    Opened opened = history.open(plan, trigger, earlier.run().id(), true);
    return carryOut(
        opened, new Order(plan, trigger, arrivedNanos, listener, /* sendEmail= */ false));
  }

  /** Ends every run that is going on: what is unfinished becomes {@code cancelled}. */
  public void cancel() {
    executor.cancel();
  }

  /** What is to be carried out for whom. */
  private record Order(
      Plan plan, Trigger trigger, long arrivedNanos, RunListener listener, boolean sendEmail) {

    RunStart start(String id) {
      return new RunStart(id, trigger, plan, arrivedNanos, sendEmail);
    }
  }

  /** Another run of the trigger's job that is in its way. */
  private Optional<String> awaitTurn(Trigger trigger, long untilNanos) {
    return switch (trigger.overlap()) {
      case ALLOW -> Optional.empty();
      case SKIP -> history.running(trigger);
      case QUEUE -> history.awaitNoneRunning(trigger, untilNanos);
    };
  }

  private RunReply carryOut(Opened opened, Order order) {
    return switch (opened) {
      case Opened.Fresh fresh -> execute(order, fresh.lease(), List.of());
      case Opened.Resumed resumed ->
          execute(order, resumed.lease(), History.reused(order.plan(), resumed.reused()));
      case Opened.Running running -> new RunReply.InProgress(running.runId());
      case Opened.Done done -> new RunReply.Replayed(done.detail().toRun());
    };
  }

  private RunReply execute(Order order, Lease lease, List<Result> reused) {
    RunObserver.Watch watch = observers.begin(order.start(lease.runId()));
    RunReply.Carried carried = execute(order, lease, reused, watch);
    return carried.with(watch.ended(carried.done(), carried.kept()));
  }

  private RunReply.Carried execute(
      Order order, Lease lease, List<Result> reused, RunListener watch) {
    Plan plan = order.plan();
    String id = lease.runId();
    LiveRun progress = live.begin(id, plan.calls().size(), history::now);
    try {
      RunListener recorder = history.recorder(plan, lease, () -> executor.cancel(id));
      RunListener all = Listeners.of(recorder, progress, watch, order.listener());
      Run run =
          executor.execute(
              plan, new RunContext(id, order.trigger(), order.arrivedNanos(), all, reused));
      return new RunReply.Carried(run, history.finish(lease, run));
    } finally {
      live.end(progress);
    }
  }
}

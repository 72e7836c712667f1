package io.schedulerrunner.runner;

import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointSource;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.dispatch.Assignment;
import io.schedulerrunner.dispatch.Dispatcher;
import io.schedulerrunner.dispatch.UseCase;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.TemplateCheck;
import io.schedulerrunner.execute.Templates;
import io.schedulerrunner.history.Lease;
import io.schedulerrunner.history.OpenRequest;
import io.schedulerrunner.history.Opened;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunOutline;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.RunRequestText;
import io.schedulerrunner.plan.TemplateReferences;
import io.schedulerrunner.plan.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one use case, behind every entry point: plan, execute, report, save. Thread-safe. */
public final class Runner implements UseCase {

  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

  private final Settings settings;
  private final EndpointSource endpoints;
  private final PlanExecutor executor;
  private final History history;
  private final Supplier<String> ids;
  private final LiveRuns live = new LiveRuns();
  private final Observers observers;
  private final Dispatcher dispatcher;
  private final RunTracing tracing;

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
    dispatcher = Dispatcher.LOCAL;
    tracing = RunTracing.NONE;
  }

  private Runner(Runner other, Observers observers, Dispatcher dispatcher, RunTracing tracing) {
    this.dispatcher = dispatcher;
    settings = other.settings;
    endpoints = other.endpoints;
    executor = other.executor;
    history = other.history;
    ids = other.ids;
    this.observers = observers;
    this.tracing = tracing;
  }

  /** The same, with these told of every run. */
  public Runner observedBy(List<RunObserver> all) {
    return new Runner(this, new Observers(all), dispatcher, tracing);
  }

  /** The same, with another way to make the calls. */
  public Runner dispatchedBy(Dispatcher other) {
    return new Runner(this, observers, other, tracing);
  }

  /** The same, with a span for every run. */
  public Runner tracedBy(Tracer tracer) {
    return new Runner(this, observers, dispatcher, new RunSpans(tracer));
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
  @Override
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
    Optional<String> other =
        trigger.overlap() == Overlap.ALLOW ? Optional.empty() : history.running(trigger);
    boolean queued = other.isPresent() && trigger.overlap() == Overlap.QUEUE;
    if (queued) {
      other = history.awaitNoneRunning(trigger, arrivedNanos + plan.deadline().toNanos());
    }
    if (other.isPresent()) {
      return new RunReply.Overlapping(
          other.get(), trigger, history.arrivedAt(arrivedNanos), history.since(arrivedNanos));
    }
    Order order = new Order(new Work(plan, queued), trigger, arrivedNanos, listener, request);
    return open(order, ids.get(), false);
  }

  /**
   * Runs again what did not succeed in an earlier run, as it is configured now.
   *
   * @throws ConfigurationException where that cannot be told from the configuration
   */
  public RunReply retry(RunDetail earlier, long arrivedNanos, RunListener listener) {
    Plan plan = RetryPlan.of(earlier, plan(RunRequest.DEFAULT));
    Set<String> names = plan.calls().stream().map(Call::name).collect(Collectors.toSet());
    RunRequest request = RunRequest.only(names);
    Trigger trigger = earlier.run().trigger();
    Order order = new Order(new Work(plan, false), trigger, arrivedNanos, listener, request);
    return open(order, earlier.run().id(), true);
  }

  /** Reads a request that another instance has handed over; see {@link RunRequestText}. */
  @Override
  public RunRequest read(String filed) {
    return RunRequestText.read(filed, settings, TemplateCheck::problems);
  }

  @Override
  public void ended(RunStart start, Run run) {
    observers.watching(
        start,
        watch -> {
          run.results().forEach(watch::finished);
          return watch.ended(run, /* kept= */ true);
        });
  }

  /** Ends every run that is going on: what is unfinished becomes {@code cancelled}. */
  public void cancel() {
    executor.cancel();
  }

  /** What is to be carried out for whom. */
  private record Order(
      Work work, Trigger trigger, long arrivedNanos, RunListener listener, RunRequest request) {

    RunStart start(String id, boolean resumed) {
      return new RunStart(id, trigger, work.plan(), arrivedNanos, request.sendEmail(), resumed);
    }
  }

  /** What is to be done, and whether it had to wait. */
  private record Work(Plan plan, RunOutline outline, boolean queued) {
    Work(Plan plan, boolean queued) {
      this(plan, RunOutline.of(plan), queued);
    }
  }

  private RunReply open(Order order, String id, boolean again) {
    OpenRequest opening = history.request(order.work().outline(), order.trigger(), id, again);
    try {
      Assignment assignment =
          new Assignment(
              opening,
              order.request(),
              order.work().plan(),
              history.arrivedAt(order.arrivedNanos()));
      Optional<Opened> handedOver = dispatcher.handOver(assignment);
      return handedOver.isPresent()
          ? follow(handedOver.get(), order)
          : carryOut(history.open(opening), order);
    } catch (StoreException e) {
      LOG.error("Run {} cannot be handed over", id, e);
      return new RunReply.Unavailable();
    }
  }

  /** Waits for a run that others carry out, for as long as the trigger asks for. */
  private RunReply follow(Opened opened, Order order) {
    return switch (opened) {
      case Opened.Fresh fresh -> follow(fresh.runId(), order);
      case Opened.Resumed resumed -> follow(resumed.runId(), order);
      case Opened.Running running -> new RunReply.InProgress(running.runId());
      case Opened.Done done -> new RunReply.Replayed(done.detail().toRun());
    };
  }

  private RunReply follow(String id, Order order) {
    long until = order.arrivedNanos() + order.request().waitFor().toNanos();
    return history
        .awaitEnd(id, until)
        .<RunReply>map(detail -> new RunReply.Carried(detail.toRun(), true, order.work().queued()))
        .orElseGet(() -> new RunReply.Accepted(id));
  }

  private RunReply carryOut(Opened opened, Order order) {
    if (opened instanceof Opened.Fresh fresh) {
      return execute(order, order.start(fresh.runId(), false), fresh.lease(), List.of());
    }
    if (opened instanceof Opened.Resumed resumed) {
      return execute(
          order,
          order.start(resumed.runId(), true),
          resumed.lease(),
          History.reused(order.work().plan(), resumed.reused()));
    }
    return follow(opened, order);
  }

  private RunReply execute(Order order, RunStart start, Lease lease, List<Result> reused) {
    return tracing.around(
        start,
        () ->
            observers.watching(
                start,
                watch -> {
                  RunReply.Carried carried = execute(order, lease, reused, watch);
                  return carried.with(watch.ended(carried.done(), carried.kept()));
                }));
  }

  private RunReply.Carried execute(
      Order order, Lease lease, List<Result> reused, RunListener watch) {
    Plan plan = order.work().plan();
    String id = lease.runId();
    LiveRun progress = live.begin(lease, plan.calls().size(), history::now);
    try {
      List<RunOutline.Entry> entries = order.work().outline().entries();
      RunListener recorder =
          history.recorder(plan.secrets(), entries, lease, () -> executor.cancel(id));
      RunListener all = Listeners.of(recorder, progress, watch, order.listener());
      Run run =
          executor.execute(
              plan,
              new RunContext(
                  id, order.trigger(), order.arrivedNanos(), observers.timeNeeded(), all, reused));
      boolean kept = history.finish(lease, run);
      progress.ended(run);
      return new RunReply.Carried(run, kept, order.work().queued());
    } catch (RuntimeException e) {
      history.release(lease);
      throw e;
    } finally {
      live.end(progress);
    }
  }
}

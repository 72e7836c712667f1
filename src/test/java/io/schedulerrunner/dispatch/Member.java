package io.schedulerrunner.dispatch;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.JettyExecutor;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.RunIds;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One of several instances on one PostgreSQL, in this process. */
final class Member implements AutoCloseable {

  private static final AtomicInteger NAMES = new AtomicInteger();

  final JettyExecutor executor;
  final Runner runner;
  final History history;
  final BatchAccess store;
  final BatchWork work;
  final PostgresWorker worker;
  final SteppedTime time = new SteppedTime(Instant.parse("2026-11-23T06:00:00Z"));

  Member(StoreUrl.Postgres url, Supplier<EndpointSet> endpoints, RunObserver... observers) {
    Settings settings = Configurations.settings(Map.of());
    executor = new JettyExecutor(settings, "member");
    GuardedStore guarded =
        new GuardedStore(
            RunStores.source(url, InstantSource.system(), new TaskQueue(InstantSource.system())),
            InstantSource.system(),
            GuardedStore.Options.DEFAULT);
    String name = "member-" + NAMES.incrementAndGet();
    history = new History(guarded, settings.store(), name, Time.SYSTEM);
    store = new BatchAccess(guarded);
    runner =
        new Runner(
                settings,
                endpoints::get,
                executor,
                history,
                new RunIds(InstantSource.system(), ThreadLocalRandom.current()))
            .observedBy(List.of(observers))
            .dispatchedBy(new StoreDispatcher(store, Courier.NONE));
    work = new BatchWork(store, runner, executor, Courier.NONE, Time.SYSTEM);
    worker = new PostgresWorker(url, name, work, executor::cancel, time);
  }

  /** Begins to work on batches. */
  Member working() {
    worker.start();
    return this;
  }

  /** Stops in good order. */
  void stop() {
    worker.stop();
  }

  /** Hands a run over and waits for its report. */
  RunReply run(RunRequest request) {
    return run(request, Trigger.MANUAL);
  }

  RunReply run(RunRequest request, Trigger trigger) {
    return runner.run(
        request.waiting(Duration.ofMinutes(2)), trigger, System.nanoTime(), RunListener.NONE);
  }

  /** Hands a run over. */
  String handOver(RunRequest request) {
    RunReply reply = runner.run(request, Trigger.MANUAL, System.nanoTime(), RunListener.NONE);
    return ((RunReply.Accepted) reply).runId();
  }

  @Override
  public void close() {
    worker.stop();
    worker.close();
    executor.close();
    history.close();
  }
}

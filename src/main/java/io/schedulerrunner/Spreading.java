package io.schedulerrunner;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.dispatch.BatchAccess;
import io.schedulerrunner.dispatch.BatchWork;
import io.schedulerrunner.dispatch.Courier;
import io.schedulerrunner.dispatch.Dispatcher;
import io.schedulerrunner.dispatch.PostgresWorker;
import io.schedulerrunner.dispatch.StoreDispatcher;
import io.schedulerrunner.dispatch.TaskQueue;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.Outbox;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import java.time.InstantSource;
import java.util.Optional;

/** What {@code DISPATCH} and {@code WORKER} say; where that is nothing, nothing of it is loaded. */
final class Spreading {

  private final Settings settings;
  private final BatchAccess store;

  Spreading(Settings settings, History history) {
    this.settings = settings;
    this.store = new BatchAccess(history.store());
  }

  /** What the store tells of batches in its own transactions. */
  static Outbox outbox(Settings settings) {
    return switch (settings.dispatch().mode()) {
      case LOCAL -> Outbox.NONE;
      case POSTGRES -> new TaskQueue(InstantSource.system());
    };
  }

  /** Where the calls of a run are made. */
  Dispatcher dispatcher() {
    return switch (settings.dispatch().mode()) {
      case LOCAL -> Dispatcher.LOCAL;
      case POSTGRES -> new StoreDispatcher(store, Courier.NONE);
    };
  }

  /** Works on what is handed over, where this process is to do so. */
  Optional<PostgresWorker> worker(Runner runner, PlanExecutor executor) {
    if (!settings.dispatch().worker()) {
      return Optional.empty();
    }
    BatchWork work = new BatchWork(store, runner, executor, Courier.NONE, Time.SYSTEM);
    StoreUrl.Postgres url = (StoreUrl.Postgres) StoreUrl.parse(settings.store().url());
    String name = Application.instance(settings) + "/" + Application.ids().get();
    return Optional.of(new PostgresWorker(url, name, work, executor::cancel));
  }
}

package io.schedulerrunner;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.dispatch.BatchAccess;
import io.schedulerrunner.dispatch.BatchWork;
import io.schedulerrunner.dispatch.CloudTasksCourier;
import io.schedulerrunner.dispatch.Courier;
import io.schedulerrunner.dispatch.Dispatcher;
import io.schedulerrunner.dispatch.PostgresWorker;
import io.schedulerrunner.dispatch.StoreDispatcher;
import io.schedulerrunner.dispatch.TaskQueue;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.google.GoogleApi;
import io.schedulerrunner.history.Outbox;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.web.Route;
import io.schedulerrunner.web.oidc.IdTokens;
import java.time.InstantSource;
import java.util.Optional;

/** What {@code DISPATCH} and {@code WORKER} say; where that is nothing, nothing of it is loaded. */
final class Spreading implements AutoCloseable {

  private static final String TASKS = "cloudtasks.googleapis.com";

  private final Settings settings;
  private final BatchAccess store;
  private final Optional<GoogleApi> tasks;
  private final Courier courier;

  Spreading(Settings settings, History history) {
    this.settings = settings;
    this.store = new BatchAccess(history.store());
    tasks =
        settings.dispatch().mode() == Settings.Dispatch.Mode.CLOUD_TASKS
            ? Optional.of(Application.google(settings, TASKS, "CLOUD_TASKS_EMULATOR_HOST"))
            : Optional.empty();
    courier = tasks.map(api -> courier(api, settings)).orElse(Courier.NONE);
  }

  private static Courier courier(GoogleApi api, Settings settings) {
    return new CloudTasksCourier(api, settings.cloudTasks(), Time.SYSTEM);
  }

  /** What the store tells of batches in its own transactions. */
  static Outbox outbox(Settings settings) {
    return switch (settings.dispatch().mode()) {
      case LOCAL, CLOUD_TASKS -> Outbox.NONE;
      case POSTGRES -> new TaskQueue(InstantSource.system());
    };
  }

  /** Where the calls of a run are made. */
  Dispatcher dispatcher() {
    return switch (settings.dispatch().mode()) {
      case LOCAL -> Dispatcher.LOCAL;
      case POSTGRES, CLOUD_TASKS -> new StoreDispatcher(store, courier);
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
    return Optional.of(new PostgresWorker(url, name, work, executor::cancel, Time.SYSTEM));
  }

  /** Where Cloud Tasks brings batches, if it does. */
  Optional<Route> route(Runner runner, PlanExecutor executor, Optional<IdTokens> callers) {
    return tasks.map(
        api ->
            WorkRoute.of(
                callers.orElseThrow(),
                new BatchWork(store, runner, executor, courier, Time.SYSTEM)));
  }

  @Override
  public void close() {
    tasks.ifPresent(GoogleApi::close);
  }
}

package io.schedulerrunner.schedule;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreSource;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.RunIds;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A process as far as schedules see it: a clock that is set by hand, endpoints, a history. */
final class World implements PlanExecutor, Time, AutoCloseable {

  static final Instant SIX = Instant.parse("2026-11-23T06:00:00Z");

  /** What was called: the run's schedule time and the endpoint. */
  final List<String> calls;

  volatile Instant now = SIX;
  volatile List<Endpoint> endpoints = List.of();
  volatile Set<String> failing = Set.of();
  volatile Runnable during = () -> {};
  final History history;
  final Runner runner;
  final Schedules schedules;

  World(String store) {
    this(store, new CopyOnWriteArrayList<>());
  }

  World(String store, List<String> calls) {
    this(RunStores.source(StoreUrl.parse(store), InstantSource.system()), calls);
    history.start();
  }

  /** Whose store cannot be opened; nothing but what asks for it finds out. */
  static World withoutStore() {
    StoreUrl nowhere = StoreUrl.parse("sqlite:/dev/null/none/runs.db");
    return new World(
        RunStores.source(nowhere, InstantSource.system()), new CopyOnWriteArrayList<>());
  }

  private World(StoreSource store, List<String> calls) {
    this.calls = calls;
    GuardedStore guarded = new GuardedStore(store, () -> now, GuardedStore.Options.DEFAULT);
    Settings.Store settings = new Settings.Store("memory:", Duration.ofSeconds(30), 30, 10_000);
    history = new History(guarded, settings, "test", this);
    RunIds ids = new RunIds(() -> now, new Random());
    runner = new Runner(settings(settings), this::set, this, history, ids);
    schedules = new Schedules(this::set, history);
  }

  private EndpointSet set() {
    return new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of());
  }

  private static Settings settings(Settings.Store store) {
    return new Settings(
        new Settings.Listen("127.0.0.1", 0, 1),
        new Settings.Access(List.of(), Optional.empty()),
        new Settings.Calls(Duration.ofSeconds(30), 10, Duration.ofSeconds(170), 65_536, "m", false),
        store,
        new Settings.Scheduler(false, 1),
        new Settings.Logs(Settings.Logs.Format.TEXT, "info", Optional.empty()),
        Settings.Profile.SUSTAINED,
        false,
        Map.of());
  }

  static Endpoint endpoint(String name, Schedule schedule) {
    Endpoint plain = Plans.get(name, "https://a.example/" + name);
    return new Endpoint(
        name,
        plain.target(),
        plain.timeout(),
        plain.tags(),
        Optional.of(schedule),
        plain.dependsOn(),
        plain.when(),
        plain.expect(),
        plain.retry(),
        plain.auth(),
        plain.limit(),
        true);
  }

  @Override
  public Run execute(Plan plan, RunContext context) {
    during.run();
    List<Result> results = new ArrayList<>();
    for (Call call : plan.calls()) {
      Optional<Result> reused =
          context.reused().stream()
              .filter(known -> known.call().name().equals(call.name()))
              .findFirst();
      results.add(reused.orElseGet(() -> call(call, context)));
    }
    return new Run(context.id(), context.trigger(), plan, now, now, Duration.ZERO, results);
  }

  private Result call(Call call, RunContext context) {
    calls.add(context.trigger().scheduleTime().orElseThrow() + " " + call.name());
    boolean fails = failing.contains(call.name());
    Result result =
        Runs.result(call, fails ? Runs.refused(500, "No.") : Runs.succeeded(200), Duration.ZERO, 1);
    context.listener().finished(result);
    return result;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    throw new InterruptedException("nobody sleeps here");
  }

  @Override
  public void cancel() {
    during.run();
  }

  @Override
  public void cancel(String runId) {
    cancel();
  }

  @Override
  public void close() {
    history.close();
  }
}

package io.schedulerrunner;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.dispatch.PostgresWorker;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.schedule.Scheduler;
import io.schedulerrunner.schedule.Schedules;
import io.schedulerrunner.schedule.Ticks;
import io.schedulerrunner.web.Authenticator;
import io.schedulerrunner.web.Gate;
import io.schedulerrunner.web.HttpService;
import io.schedulerrunner.web.Readiness;
import io.schedulerrunner.web.Route;
import io.schedulerrunner.web.RunRoutes;
import io.schedulerrunner.web.StandardRoutes;
import io.schedulerrunner.web.oidc.IdTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP service with what it needs: starts, stops in good order, and can be waited for. */
final class Service implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  /** Of the ten seconds that Cloud Run leaves between SIGTERM and SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private final Configuration configuration;
  private final PlanExecutor executor;
  private final Watching watching;
  private final History history;
  private final HttpService http;
  private final Optional<IdTokens> idTokens;
  private final Runner runner;
  private final Optional<Scheduler> scheduler;
  private final Spreading spreading;
  private final Optional<PostgresWorker> worker;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Service(
      Configuration configuration,
      String version,
      PlanExecutor executor,
      History history,
      List<RunObserver> observers) {
    this(
        new Parts(configuration, version, executor, history),
        new Watching(configuration, version, history),
        observers);
  }

  /** What the service is made of. */
  record Parts(
      Configuration configuration, String version, PlanExecutor executor, History history) {}

  Service(Parts parts, Watching watching, List<RunObserver> observers) {
    configuration = parts.configuration();
    executor = parts.executor();
    history = parts.history();
    this.watching = watching;
    Settings settings = configuration.settings();
    idTokens = settings.access().oidc().map(it -> IdTokens.of(it, InstantSource.system()));
    spreading = new Spreading(settings, history);
    runner =
        watching
            .watch(
                new Runner(settings, this::endpoints, executor, history, Application.ids()),
                observers)
            .dispatchedBy(spreading.dispatcher());
    worker = spreading.worker(runner, executor);
    scheduler =
        settings.scheduler().on()
            ? Optional.of(new Scheduler(watching.schedules(), runner, Time.SYSTEM))
            : Optional.empty();
    Gate gate = Gate.of(settings.access(), idTokens.stream().toArray(Authenticator[]::new));
    http =
        new HttpService(
            settings.listen(),
            gate,
            all(parts.version(), gate).stream().map(watching::watch).toList(),
            runner::cancel);
  }

  private List<Route> all(String version, Gate gate) {
    Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    return StandardRoutes.of(configuration.settings(), runner, version, clock, routes(gate));
  }

  private List<Route> routes(Gate gate) {
    Schedules schedules = watching.schedules();
    int minutes = configuration.settings().scheduler().tickMinutes();
    Ticks ticks = new Ticks(schedules, runner, minutes, Application.ids());
    List<Route> routes = new ArrayList<>(RunRoutes.of(runner));
    routes.addAll(
        ScheduleRoutes.of(schedules, ticks, () -> configuration.endpoints().current().secrets()));
    routes.add(MetricsRoute.of(watching.metrics()));
    spreading.route(runner, executor, idTokens).ifPresent(routes::add);
    routes.add(Readiness.route(gate, checks(), Time.SYSTEM));
    return routes;
  }

  private List<Readiness.Check> checks() {
    return List.of(
        new Readiness.Check("configuration", configuration.endpoints()::problem),
        new Readiness.Check("history", history::problem));
  }

  /** The configured endpoints, else, away from Cloud Run, the service's own examples. */
  private EndpointSet endpoints() {
    EndpointSet configured = configuration.endpoints().current();
    return usesOwnTasks(configured)
        ? OwnTasks.of(configuration.settings(), http.port())
        : configured;
  }

  private boolean usesOwnTasks(EndpointSet configured) {
    return configured.endpoints().isEmpty() && !configuration.settings().onCloudRun();
  }

  /** The port it listens on. */
  int port() {
    return http.port();
  }

  /**
   * Begins to listen.
   *
   * @throws ConfigurationException where the address cannot be had
   */
  void start() {
    configuration.warnings().forEach(LOG::warn);
    try {
      http.start();
    } catch (IOException e) {
      throw new ConfigurationException(List.of(cannotListen(e)));
    }
    history.start();
    scheduler.ifPresent(Scheduler::start);
    worker.ifPresent(PostgresWorker::start);
    if (usesOwnTasks(configuration.endpoints().current())) {
      LOG.info(
          "No endpoints are configured: /execute calls this service's own /task1, /task2 and"
              + " /task3");
    }
  }

  private Problem cannotListen(IOException cause) {
    Settings.Listen listen = configuration.settings().listen();
    if (!isOwnAddress(listen.host())) {
      return new Problem(
          "HOST", "\"" + listen.host() + "\" is no address of this machine.", "HOST=127.0.0.1");
    }
    return new Problem(
        "PORT",
        "Cannot listen on " + listen.host() + ":" + listen.port() + ": " + cause.getMessage() + ".",
        "PORT=8080");
  }

  private static boolean isOwnAddress(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until it has stopped. */
  void awaitStop() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops in good order; returns when the last answer is out. */
  void stop() {
    try {
      LOG.info("Stopping");
      long until = System.nanoTime() + GRACE.toNanos();
      scheduler.ifPresent(Scheduler::stop);
      http.stop(GRACE);
      worker.ifPresent(PostgresWorker::stop);
      if (scheduler.isPresent()) {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        scheduler.orElseThrow().finish(left, runner::cancel);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopped.countDown();
  }

  @Override
  public void close() {
    worker.ifPresent(PostgresWorker::close);
    executor.close();
    idTokens.ifPresent(IdTokens::close);
    watching.close();
    history.close();
    spreading.close();
  }
}

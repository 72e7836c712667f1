package io.schedulerrunner;

import io.schedulerrunner.cli.Services;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointChecks;
import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.cron.FireTimes;
import io.schedulerrunner.cron.ScheduleCheck;
import io.schedulerrunner.execute.GoogleAccess;
import io.schedulerrunner.execute.JettyExecutor;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.TemplateCheck;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.google.GoogleApi;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.Retention;
import io.schedulerrunner.history.RunStores;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.notify.Notifier;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.PlanReport;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.RunIds;
import io.schedulerrunner.runner.RunLog;
import io.schedulerrunner.telemetry.Logging;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Wires the parts together, with {@link Service} and {@link CommandSession}; nothing else does. */
final class Application implements Services {

  private final Path directory;
  private final PrintStream out;
  private final PrintStream err;
  private final Consumer<Runnable> beforeExit;

  /**
   * With the process around it.
   *
   * @param directory that relative paths begin at, and where {@code .env} may stand
   * @param beforeExit takes what is to be done before a process that was told to stop ends
   */
  Application(Path directory, PrintStream out, PrintStream err, Consumer<Runnable> beforeExit) {
    this.directory = directory;
    this.out = out;
    this.err = err;
    this.beforeExit = beforeExit;
  }

  @Override
  public String version() {
    return Optional.ofNullable(Application.class.getPackage().getImplementationVersion())
        .orElse("dev");
  }

  @Override
  public int serve(Map<String, String> environment) {
    Preparation.ofServer();
    Configuration configuration = load(environment);
    logTo(out, configuration.settings().logs(), configuration, environment);
    History history = history(configuration);
    Watching watching = new Watching(configuration, version(), history);
    JettyExecutor executor = executor(configuration, watching);
    Preparation.ofRuns(executor, configuration.endpoints().current());
    RunObserver notifier = notifier(configuration, executor, history);
    Service.Parts parts = new Service.Parts(configuration, version(), executor, history);
    try (Service service = new Service(parts, watching, List.of(new RunLog(), notifier))) {
      service.start();
      beforeExit.accept(service::stop);
      TraceLinks.complete(
          configuration.settings(),
          executor::project,
          logs -> logTo(out, logs, configuration, environment));
      service.awaitStop();
      return 0;
    }
  }

  @Override
  public int work(Map<String, String> environment) {
    Configuration configuration = load(environment);
    logTo(out, configuration.settings().logs(), configuration, environment);
    History history = history(configuration);
    Watching watching = new Watching(configuration, version(), history);
    JettyExecutor executor = executor(configuration, watching);
    RunObserver notifier = notifier(configuration, executor, history);
    try (watching;
        Worker worker =
            new Worker(configuration, executor, history, List.of(new RunLog(), notifier))) {
      beforeExit.accept(worker::stop);
      worker.run();
      return 0;
    }
  }

  @Override
  public Session open(Map<String, String> environment) {
    Configuration configuration = load(environment);
    CommandLogs logs = CommandLogs.of(configuration.settings());
    logTo(err, logs.settings(), configuration, environment);
    History history = history(configuration);
    Watching watching = new Watching(configuration, version(), history);
    JettyExecutor executor = executor(configuration, watching);
    List<RunObserver> observers = new ArrayList<>(logs.observers());
    observers.add(notifier(configuration, executor, history));
    return new CommandSession(
        new Service.Parts(configuration, version(), executor, history),
        watching,
        observers,
        stream -> logTo(stream, logs.settings(), configuration, environment));
  }

  @Override
  public void writeReport(Report report, OutputStream stream) {
    write(stream, report::writeJson);
  }

  @Override
  public void writePlan(Plan plan, OutputStream stream) {
    write(
        stream, buffered -> PlanReport.writeJson(plan, InstantSource.system().instant(), buffered));
  }

  @Override
  public List<ZonedDateTime> nextFireTimes(Endpoint endpoint, int count) {
    return FireTimes.next(endpoint, InstantSource.system().instant(), count);
  }

  private Configuration load(Map<String, String> environment) {
    return Configuration.load(
        environment, directory, EndpointChecks.of(new ScheduleCheck(), TemplateCheck::problems));
  }

  private JettyExecutor executor(Configuration configuration, Watching watching) {
    Settings settings = configuration.settings();
    Settings.Store store = settings.store();
    return new JettyExecutor(
        settings,
        "gcp-scheduler-runner/" + version(),
        new JettyExecutor.Neighbours(
            watching.tracer(),
            RunStores.limits(StoreUrl.parse(store.url()), store.lease(), InstantSource.system())));
  }

  private static RunObserver notifier(
      Configuration configuration, JettyExecutor executor, History history) {
    return Notifier.of(
        Notifications.of(configuration.settings()),
        executor.posts(),
        new EarlierRuns(history),
        Time.SYSTEM);
  }

  static History history(Configuration configuration) {
    Settings all = configuration.settings();
    Settings.Store settings = all.store();
    InstantSource clock = InstantSource.system();
    Retention retention =
        new Retention(Duration.ofDays(settings.historyDays()), settings.historyRuns());
    GuardedStore.Options defaults = GuardedStore.Options.DEFAULT;
    GuardedStore store =
        new GuardedStore(
            RunStores.source(
                StoreUrl.parse(settings.url()), clock, Spreading.outbox(all), () -> firestore(all)),
            clock,
            new GuardedStore.Options(retention, defaults.patience(), defaults.maxQueued()));
    return new History(store, settings, instance(configuration.settings()), Time.SYSTEM);
  }

  private static GoogleApi firestore(Settings settings) {
    return google(settings, "firestore.googleapis.com", "FIRESTORE_EMULATOR_HOST");
  }

  /** One of Google's APIs, or the emulator that a variable names. */
  static GoogleApi google(Settings settings, String host, String emulator) {
    return GoogleApi.of(
        GoogleAccess.of(settings, "gcp-scheduler-runner"),
        host,
        Optional.ofNullable(settings.environment().get(emulator)));
  }

  /** The revision on Cloud Run, else the host; and the process. */
  static String instance(Settings settings) {
    Map<String, String> environment = settings.environment();
    String place =
        environment.getOrDefault("K_REVISION", environment.getOrDefault("HOSTNAME", "local"));
    return place + "/" + ProcessHandle.current().pid();
  }

  /** The ids of new runs. */
  static RunIds ids() {
    return new RunIds(InstantSource.system(), () -> Secure.RANDOM.nextLong());
  }

  /** Made when the first run begins: bringing up the security providers is no matter of a start. */
  private static final class Secure {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  private static void logTo(
      PrintStream stream,
      Settings.Logs logs,
      Configuration configuration,
      Map<String, String> environment) {
    // Asking for the console costs a cold start some milliseconds.
    boolean plain =
        logs.format() != Settings.Logs.Format.TEXT || environment.containsKey("NO_COLOR");
    Optional<Console> console = plain ? Optional.empty() : Optional.ofNullable(System.console());
    boolean colour = console.filter(Console::isTerminal).isPresent();
    Logging.install(
        logs, stream, colour, line -> configuration.endpoints().current().secrets().redact(line));
  }

  /** Writes to a stream. */
  private interface Writer {
    void writeTo(OutputStream stream) throws IOException;
  }

  private static void write(OutputStream stream, Writer writer) {
    try {
      BufferedOutputStream buffered = new BufferedOutputStream(stream);
      writer.writeTo(buffered);
      buffered.write('\n');
      buffered.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

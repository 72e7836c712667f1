package io.schedulerrunner.execute;

import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Carries out plans in this process, with Jetty's HTTP client. Thread-safe. */
public final class JettyExecutor implements PlanExecutor {

  /** Share of the heap that the response bodies of all runs may take before they go to a file. */
  private static final int HEAP_SHARE = 8;

  private final Settings settings;
  private final JettyClients clients;
  private final CallRunner runner;
  private final Time time;
  private final Optional<SharedLimits> limits;
  private final Path folder = Path.of(System.getProperty("java.io.tmpdir"));
  private final Set<Execution> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * Who has to do with its calls beside this process.
   *
   * @param tracer makes spans of them
   * @param limits what is shared with other instances
   */
  public record Neighbours(Optional<Tracer> tracer, Optional<SharedLimits> limits) {

    /** Nobody. */
    public static final Neighbours NONE = new Neighbours(Optional.empty(), Optional.empty());
  }

  /** With the machine's trust store and clocks. */
  public JettyExecutor(Settings settings, String userAgent) {
    this(settings, userAgent, Neighbours.NONE);
  }

  /** The same, with others. */
  public JettyExecutor(Settings settings, String userAgent, Neighbours neighbours) {
    this(
        settings,
        new JettyClients(userAgent, SslContextFactory.Client::new, new Resolver()),
        Time.SYSTEM,
        neighbours);
  }

  JettyExecutor(Settings settings, JettyClients clients, Time time) {
    this(settings, clients, time, Neighbours.NONE);
  }

  private JettyExecutor(Settings settings, JettyClients clients, Time time, Neighbours neighbours) {
    this.settings = settings;
    this.clients = clients;
    this.time = time;
    limits = neighbours.limits();
    runner = new CallRunner(Callers.create(settings, clients, time, neighbours), time);
  }

  /** Brings up the client for URLs of that scheme, so that the first call need not wait for it. */
  public void prepare(String scheme) {
    clients.forScheme(scheme);
  }

  /** Sends what the runner itself has to tell, by the same client. */
  public Posts posts() {
    return new JettyPosts(clients);
  }

  /** Which Google Cloud project this is, by the same client; empty where nobody says so in time. */
  public CompletableFuture<Optional<String>> project() {
    TokenClient client = new TokenClient(clients, MetadataProject.PATIENCE);
    return new MetadataProject(client, settings.calls().metadataHost()).id();
  }

  @Override
  public Run execute(Plan plan, RunContext context) {
    long budget = Runtime.getRuntime().maxMemory() / HEAP_SHARE / (running.size() + 1);
    Scopes scopes = new Scopes(settings, budget, folder);
    Execution execution = new Execution(plan, context, runner, scopes, time);
    running.add(execution);
    try {
      if (stopped) {
        execution.cancel();
      }
      return execution.run();
    } finally {
      running.remove(execution);
    }
  }

  @Override
  public void cancel() {
    stopped = true;
    running.forEach(Execution::cancel);
  }

  @Override
  public void cancel(String runId) {
    running.stream().filter(execution -> execution.id().equals(runId)).forEach(Execution::cancel);
  }

  @Override
  public void cancel(RunContext context) {
    running.stream().filter(execution -> execution.isUnder(context)).forEach(Execution::cancel);
  }

  @Override
  public void close() {
    clients.close();
    limits.ifPresent(SharedLimits::close);
  }
}

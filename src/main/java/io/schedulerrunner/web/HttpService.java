package io.schedulerrunner.web;

import io.schedulerrunner.config.Descriptors;
import io.schedulerrunner.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP/1.1 service: a table of routes behind a gate. Thread-safe. */
public final class HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

  /** How long a connection may wait for a request, and a blocked read or write for its peer. */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(75);

  /** How long answers of cancelled runs may take to be written. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** A request's head may take 15 s where a connection may be idle for 75 s. */
  private static final int HEAD_SHARE = 5;

  /** Past these, or fewer where descriptors are few, none is accepted, and idle ones are closed. */
  private static final int MAX_CONNECTIONS = 20_000;

  /** Short, since a look at the health may wait behind many that only hold a connection. */
  private static final Duration IDLE_WHEN_FULL = Duration.ofMillis(50);

  private static final int HEADER_BYTES = 16 * 1024;

  /** Who finds it full is told nothing, and tries again after a whole second. */
  private static final int BACKLOG = 4096;

  private static final int PLATFORM_THREADS = 8;

  private final Settings.Listen listen;
  private final Gate gate;
  private final Runnable cancelRuns;
  private final InFlight inFlight = new InFlight();
  private final Server server;
  private final ServerConnector connector;
  private final SlowHeads heads;

  /**
   * With the routes it answers; {@link StandardRoutes} has the usual ones.
   *
   * @param cancelRuns ends the runs that are going on; used when stopping takes too long
   */
  public HttpService(Settings.Listen listen, Gate gate, List<Route> routes, Runnable cancelRuns) {
    this(listen, gate, routes, cancelRuns, IDLE_TIMEOUT);
  }

  HttpService(
      Settings.Listen listen,
      Gate gate,
      List<Route> routes,
      Runnable cancelRuns,
      Duration idleTimeout) {
    this.listen = listen;
    this.gate = gate;
    this.cancelRuns = cancelRuns;
    server = new Server(threads());
    server.setErrorHandler(new ErrorAnswers());
    BodyLimits limits = new BodyLimits(listen.maxRequestBytes(), idleTimeout);
    server.setHandler(new Dispatcher(new Router(gate, routes), inFlight, limits));
    // A thread that accepts: without one the socket goes on accepting after it was closed.
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(listen.host());
    connector.setPort(listen.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(idleTimeout.toMillis());
    server.addConnector(connector);
    heads = new SlowHeads(connector, idleTimeout.dividedBy(HEAD_SHARE));
    server.addBean(connectionLimit());
  }

  /**
   * Begins to listen.
   *
   * @throws IOException where the address cannot be had
   */
  public void start() throws IOException {
    connector.open();
    LifeCycle.start(server);
    heads.run();
    if (gate.isOpen()) {
      LOG.warn("No credentials are configured: everybody who reaches this address may start runs");
    }
    LOG.info("Listening on {}:{}", listen.host(), port());
  }

  /** The port it listens on, of use where the settings say 0. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Stops: new connections and requests are refused at once, requests in flight get the grace to
   * finish, then their runs are cancelled and they get {@code 1 s} to say so.
   */
  public void stop(Duration grace) throws InterruptedException {
    inFlight.close();
    connector.close();
    if (!inFlight.awaitNone(grace)) {
      LOG.warn("Runs are still going on: cancelling what is unfinished");
      cancelRuns.run();
      inFlight.awaitNone(LAST_WORDS);
    }
    LifeCycle.stop(server);
  }

  private NetworkConnectionLimit connectionLimit() {
    NetworkConnectionLimit limit =
        new NetworkConnectionLimit(Descriptors.ofProcess().share(MAX_CONNECTIONS), connector);
    limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
    return limit;
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 1);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return threads;
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // AnswerHeaders has it.
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    // Routes match paths as they came, so that an odd one is a 404 like any other.
    http.setUriCompliance(UriCompliance.UNSAFE);
    return http;
  }
}

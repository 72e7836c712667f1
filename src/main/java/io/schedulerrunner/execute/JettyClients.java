package io.schedulerrunner.execute;

import io.schedulerrunner.config.Descriptors;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Jetty's HTTP client, once without and once with TLS: the trust store is only read when it is
 * needed. Redirects, cookies and authentication are ours. Thread-safe.
 */
final class JettyClients implements AutoCloseable {

  private static final int MAX_HEADER_BYTES = 65_536;
  private static final int MAX_CONNECTIONS_PER_HOST = 10_000;
  private static final int MAX_QUEUED_PER_HOST = 1_000_000;
  private static final long DESTINATION_IDLE_MILLIS = 60_000;
  private static final Duration CONNECTION_IDLE = Duration.ofSeconds(40);
  private static final Duration IDLE_MARGIN = Duration.ofSeconds(5);

  /** The library's own 5 s are too short for endpoints, or a machine, under load. */
  private static final long CONNECT_MILLIS = 30_000;

  private static final int MAX_THREADS = 32;

  /** Whose answers are for endpoints to judge; what stays deals with 1xx, which are none yet. */
  private static final List<String> FINAL_ANSWERS =
      List.of(
          RedirectProtocolHandler.NAME,
          WWWAuthenticationProtocolHandler.NAME,
          ProxyAuthenticationProtocolHandler.NAME);

  private final String userAgent;
  private final Duration connectionIdle;
  private final Lazy<SslContextFactory.Client> trust;
  private final QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
  private final Scheduler scheduler = new ScheduledExecutorScheduler("client-scheduler", true);
  private final Patience patience = new Patience(scheduler);
  private final Resolver resolver;
  private final Connections connections = new Connections();
  private final Lazy<HttpClient> plain = new Lazy<>(this::plainClient);
  private final Lazy<HttpClient> secure = new Lazy<>(this::secureClient);
  private final Lazy<HttpClient> http2 = new Lazy<>(this::http2Client);
  private final Hosts hosts = new Hosts(this::http2);

  /** With what is trusted in TLS, and where addresses come from. */
  JettyClients(String userAgent, Supplier<SslContextFactory.Client> trust, Resolver resolver) {
    this(userAgent, trust, resolver, CONNECTION_IDLE);
  }

  /**
   * The same.
   *
   * @param connectionIdle how long a connection is kept on which nothing happens
   */
  JettyClients(
      String userAgent,
      Supplier<SslContextFactory.Client> trust,
      Resolver resolver,
      Duration connectionIdle) {
    this.userAgent = userAgent;
    this.connectionIdle = connectionIdle;
    this.trust = new Lazy<>(() -> started(trust.get()));
    this.resolver = resolver;
    threads.setName("client");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
  }

  /**
   * Two clients share it: one that starts it would stop it, and the other would not wait for it.
   */
  private static SslContextFactory.Client started(SslContextFactory.Client tls) {
    LifeCycle.start(tls);
    return tls;
  }

  /** Whether an answer may be waited for so long that its connection would count as idle. */
  boolean mayOutlastIdling(Duration timeout) {
    return timeout.plus(IDLE_MARGIN).compareTo(connectionIdle) > 0;
  }

  /** The client for URLs of that scheme. */
  HttpClient forScheme(String scheme) {
    return "https".equals(scheme) ? secure.value() : plain.value();
  }

  /** The client for connections of HTTP/2. */
  HttpClient http2() {
    return http2.value();
  }

  /** The hosts that are called by TLS at the moment. */
  Hosts hosts() {
    return hosts;
  }

  /** Who waits for answers. */
  Patience patience() {
    return patience;
  }

  /** The connections of HTTP/1.1 that were opened. */
  Connections connections() {
    return connections;
  }

  /** HTTP/1.1 whose new connections are noted. */
  private final class Transport extends HttpClientTransportOverHTTP {
    Transport(ClientConnector connector) {
      super(connector);
    }

    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context)
        throws IOException {
      Connection connection = super.newConnection(endPoint, context);
      connections.opened(connection, context);
      return connection;
    }
  }

  private HttpClient plainClient() {
    Transport transport = new Transport(new PlainConnector());
    // What is done with an answer never waits: no other thread is woken for it.
    transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
    return client(transport);
  }

  private HttpClient secureClient() {
    Transport transport = new Transport(secureConnector());
    // Encryption takes a while: it is spread over threads.
    transport.setInvocationType(Invocable.InvocationType.BLOCKING);
    return client(transport);
  }

  private HttpClient http2Client() {
    return client(new Http2Transport(secureConnector()));
  }

  private ClientConnector secureConnector() {
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(trust.value());
    connector.setSelectors(1);
    return connector;
  }

  private HttpClient client(HttpClientTransport transport) {
    HttpClient client = new HttpClient(transport);
    // A client that started them would stop them too, and wait for the other client's thread there.
    LifeCycle.start(threads);
    LifeCycle.start(scheduler);
    client.setExecutor(threads);
    client.setScheduler(scheduler);
    client.setSocketAddressResolver(resolver);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, userAgent));
    client.setMaxConnectionsPerDestination(Descriptors.ofProcess().share(MAX_CONNECTIONS_PER_HOST));
    client.setMaxRequestsQueuedPerDestination(MAX_QUEUED_PER_HOST);
    client.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
    client.setDestinationIdleTimeout(DESTINATION_IDLE_MILLIS);
    client.setIdleTimeout(connectionIdle.toMillis());
    client.setConnectTimeout(CONNECT_MILLIS);
    LifeCycle.start(client);
    FINAL_ANSWERS.forEach(client.getProtocolHandlers()::remove);
    return client;
  }

  @Override
  public void close() {
    plain.ifMade(client -> LifeCycle.stop(client));
    http2.ifMade(client -> LifeCycle.stop(client));
    secure.ifMade(client -> LifeCycle.stop(client));
    trust.ifMade(tls -> LifeCycle.stop(tls));
    patience.close();
    LifeCycle.stop(scheduler);
    LifeCycle.stop(threads);
    resolver.close();
  }
}

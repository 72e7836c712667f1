package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.schedulerrunner.config.Descriptors;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.client.AbstractHttpClientTransport;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the HTTP client is set up. */
class JettyClientsTest {

  private final Resolver resolver = new Resolver();
  private final JettyClients clients =
      new JettyClients("test", SslContextFactory.Client::new, resolver);
  private final HttpClient plain = clients.forScheme("http");

  @AfterEach
  void close() {
    clients.close();
  }

  private static ClientConnector connector(HttpClient client) {
    return client.getContainedBeans(ClientConnector.class).iterator().next();
  }

  @Test
  void anEndpointsTimeoutMayBeUsedUpByConnecting() {
    assertThat(plain.getConnectTimeout()).isEqualTo(30_000);
  }

  @Test
  void whatAnEndpointMayTakeIsBounded() {
    assertThat(plain.getMaxConnectionsPerDestination())
        .isEqualTo(Descriptors.ofProcess().share(10_000));
    assertThat(plain.getMaxRequestsQueuedPerDestination()).isEqualTo(1_000_000);
    assertThat(plain.getMaxResponseHeadersSize()).isEqualTo(65_536);
  }

  @Test
  void callsOfMoreThanThirtyFiveSecondsAreWaitedForWhateverIsIdle() {
    assertThat(clients.mayOutlastIdling(Duration.ofSeconds(35))).isFalse();
    assertThat(clients.mayOutlastIdling(Duration.ofSeconds(36))).isTrue();
  }

  @Test
  void whatIsNotUsedIsForgotten() {
    assertThat(plain.getIdleTimeout()).isEqualTo(40_000);
    assertThat(plain.getDestinationIdleTimeout()).isEqualTo(60_000);
  }

  @Test
  void redirectsCookiesAndRefusalsAreNotDealtWithByIt() {
    assertThat(plain.isFollowRedirects()).isFalse();
    for (String name : List.of("redirect", "www-authenticate", "proxy-authenticate")) {
      assertThat(plain.getProtocolHandlers().remove(name)).as(name).isNull();
    }
    HttpCookieStore cookies = plain.getHttpCookieStore();
    URI url = URI.create("http://a.example/");
    assertThat(cookies.add(url, HttpCookie.from("a", "b"))).isFalse();
    assertThat(cookies.match(url)).isEmpty();
  }

  /** One thread reads for all; only decryption of HTTP/1.1 is spread over others. */
  @Test
  void whoReadsAnAnswerAlsoDealsWithIt() {
    assertThat(invocation(plain)).isEqualTo(Invocable.InvocationType.NON_BLOCKING);
    assertThat(invocation(clients.forScheme("https"))).isEqualTo(Invocable.InvocationType.BLOCKING);
    assertThat(invocation(clients.http2())).isEqualTo(Invocable.InvocationType.NON_BLOCKING);
    assertThat(List.of(plain, clients.forScheme("https"), clients.http2()))
        .extracting(client -> connector(client).getSelectors())
        .containsOnly(1);
  }

  private static Invocable.InvocationType invocation(HttpClient client) {
    return ((AbstractHttpClientTransport) client.getHttpClientTransport()).getInvocationType();
  }

  @Test
  void largeAnswersOverHttp2AreNotSentInSmallPieces() {
    HTTP2Client http2 =
        ((Http2Transport) clients.http2().getHttpClientTransport()).getHTTP2Client();

    assertThat(http2.getInitialStreamRecvWindow()).isEqualTo(1_048_576);
    assertThat(http2.getInitialSessionRecvWindow()).isEqualTo(4_194_304);
    assertThat(http2.getMaxConcurrentPushedStreams()).isZero();
  }

  @Test
  void allIsStoppedTogether() {
    HttpClient secure = clients.forScheme("https");
    HttpClient http2 = clients.http2();
    SslContextFactory.Client tls = secure.getSslContextFactory();
    assertThat(http2.getSslContextFactory()).isSameAs(tls);
    assertThat(tls.isStarted()).isTrue();

    clients.close();

    assertThat(List.of(plain, secure, http2)).allMatch(HttpClient::isStopped);
    assertThat(tls.isStopped()).isTrue();
  }

  @Test
  void oneClientsEndDoesNotStopTheTimeOfTheOthers() {
    HttpClient secure = clients.forScheme("https");
    assertThat(secure.getScheduler()).isSameAs(plain.getScheduler());

    LifeCycle.stop(secure);
    assertThat(plain.getScheduler().isRunning()).isTrue();

    clients.close();
    assertThat(plain.getScheduler().isStopped()).isTrue();
  }

  @Test
  void nobodyWaitsForAnswersAfterItsEnd() throws Exception {
    clients.close();

    Collector exchange = new Collector(clients.connections(), Exchanges.workers(1), 1);
    long inAnHour = System.nanoTime() + Duration.ofHours(1).toNanos();
    assertThat(clients.patience().await(exchange, inAnHour)).isFalse();
  }

  @Test
  void itSaysWhoItIsAndAsksTheGivenResolver() {
    assertThat(plain.getUserAgentField().getValue()).isEqualTo("test");
    assertThat(plain.getSocketAddressResolver()).isSameAs(resolver);
  }

  @Test
  void fewThreadsServeBothSchemes() {
    QueuedThreadPool threads = (QueuedThreadPool) plain.getExecutor();

    assertThat(clients.forScheme("https").getExecutor()).isSameAs(threads);
    assertThat(threads.getName()).isEqualTo("client");
    assertThat(threads.isDaemon()).isTrue();
    assertThat(threads.getReservedThreads()).isZero();
    assertThat(connector(plain).getSelectors()).isEqualTo(1);
  }

  @Test
  void whoNeverNeedsTlsDoesNotLoadIt() {
    SslContextFactory.Client unused = connector(plain).getSslContextFactory();

    assertThatIllegalStateException().isThrownBy(unused::getSslContext);
    assertThat(connector(clients.forScheme("https")).getSslContextFactory().getSslContext())
        .isNotNull();
  }

  @Test
  void theClientThatStopsFirstLeavesTheOtherItsThreads() {
    clients.forScheme("https");
    QueuedThreadPool threads = (QueuedThreadPool) plain.getExecutor();

    LifeCycle.stop(plain);

    assertThat(threads.isRunning()).isTrue();
  }

  @Test
  void nothingIsLeftAfterwards() {
    HttpClient secure = clients.forScheme("https");
    QueuedThreadPool threads = (QueuedThreadPool) plain.getExecutor();

    clients.close();

    assertThat(List.of(plain.isStopped(), secure.isStopped(), threads.isStopped()))
        .containsOnly(true);
  }
}

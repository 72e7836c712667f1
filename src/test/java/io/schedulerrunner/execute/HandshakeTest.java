package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Http2Frames;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls that wait for a connection with TLS, of which nobody knows yet how many share it. */
class HandshakeTest {

  private static Certificates certificates;
  private static SSLContext tls;

  private final AtomicInteger connections = new AtomicInteger();

  @BeforeAll
  static void certify() throws Exception {
    certificates = Certificates.signed("127.0.0.1", "-1d", 30);
    tls = certificates.server();
  }

  private static JettyClients clients() {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(certificates.authority());
    return new JettyClients("runner-test", () -> trust, new Resolver());
  }

  private static List<Result> run(Plan plan) {
    try (JettyExecutor executor = new JettyExecutor(Executors.settings(), clients(), Time.SYSTEM)) {
      return executor.execute(plan, Executors.context()).results();
    }
  }

  private static Plan many(int calls, int port) {
    return Plans.parallel(
        IntStream.range(0, calls)
            .mapToObj(i -> Plans.get("e" + i, "https://127.0.0.1:" + port + "/"))
            .toArray(Endpoint[]::new));
  }

  private static void answer(Socket connection) throws IOException {
    RawServer.head(connection);
    RawServer.write(connection, "HTTP/1.1 204 No Content\r\n\r\n");
  }

  private static void assertAnswered(Result result) {
    assertThat(Executors.response(result).status()).isEqualTo(204);
  }

  @Test
  void aHostThatTakesOneRequestAtATimeGetsAsManyConnectionsAsCalls() throws IOException {
    CountDownLatch all = new CountDownLatch(5);
    try (RawServer server =
        new RawServer(
            connection -> {
              SSLSocket secure = Http2Frames.secure(connection, tls, "http/1.1");
              RawServer.head(secure);
              all.countDown();
              all.await();
              RawServer.write(secure, "HTTP/1.1 204 No Content\r\n\r\n");
              RawServer.head(secure);
            })) {
      assertThat(run(many(5, server.port()))).hasSize(5).allSatisfy(HandshakeTest::assertAnswered);
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  @Test
  void eachThatBreaksFailsOneCall() throws IOException {
    try (RawServer server = new RawServer(connection -> connection.getInputStream().read())) {
      assertThat(run(many(5, server.port())))
          .hasSize(5)
          .allSatisfy(
              result -> {
                assertThat(Executors.failed(result).failure())
                    .isEqualTo(
                        new Failure(
                            ErrorType.TLS,
                            "127.0.0.1:"
                                + server.port()
                                + " closed the connection during the TLS handshake."));
                assertHasPhases(result, server.port());
              });
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  private static void assertHasPhases(Result result, int port) {
    Attempt only = result.attempts().getFirst();
    assertThat(only.address()).hasValue("127.0.0.1:" + port);
    assertThat(only.phases().dns()).isPresent();
    assertThat(only.phases().connect()).isPresent();
    assertThat(only.phases().tls()).isEmpty();
  }

  @Test
  void oneThatBreaksHarmsNoOtherCall() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              if (connections.incrementAndGet() > 1) {
                answer(Http2Frames.secure(connection, tls));
              }
            })) {
      assertThat(run(many(5, server.port())))
          .filteredOn(result -> result.outcome() instanceof Outcome.Succeeded)
          .hasSize(4);
    }
  }

  @Test
  void oneThatTakesTooLongIsNotWaitedForByTheNextCall() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              if (connections.incrementAndGet() == 1) {
                new CountDownLatch(1).await();
              }
              answer(Http2Frames.secure(connection, tls));
            })) {
      String url = "https://127.0.0.1:" + server.port() + "/";
      List<Result> results =
          run(
              Plans.sequential(
                  Plans.within(Duration.ofMillis(400), Plans.get("one", url)),
                  Plans.get("two", url)));

      assertThat(Executors.failed(results.getFirst()).failure())
          .isEqualTo(new Failure(ErrorType.TIMEOUT, "No connection within 0.4 s."));
      assertHasPhases(results.getFirst(), server.port());
      assertAnswered(results.getLast());
    }
  }

  /** Whoever else waited for it gets another connection. */
  @Test
  void oneThatIsGivenUpFailsNobodyElse() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              if (connections.incrementAndGet() == 1) {
                new CountDownLatch(1).await();
              }
              answer(Http2Frames.secure(connection, tls));
            })) {
      String url = "https://127.0.0.1:" + server.port() + "/";
      List<Result> results =
          run(
              Plans.parallel(
                  Plans.within(Duration.ofMillis(400), Plans.get("one", url)),
                  Plans.within(Duration.ofSeconds(30), Plans.get("two", url))));

      assertThat(results).filteredOn(it -> it.outcome() instanceof Outcome.Failed).hasSize(1);
      assertAnswered(results.getLast());
    }
  }

  private static int waiting(HttpClient client) {
    return client.getDestinations().stream()
        .mapToInt(it -> ((HttpDestination) it).getQueuedRequestCount())
        .sum();
  }

  @Test
  void whereNothingListensAnyMoreEachIsTold() throws Exception {
    JettyClients clients = clients();
    ServerSocket listening = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    try (listening;
        JettyExecutor executor = new JettyExecutor(Executors.settings(), clients, Time.SYSTEM)) {
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(
              () -> executor.execute(many(4, listening.getLocalPort()), Executors.context()));
      try (Socket connection = listening.accept()) {
        assertThat(connection.getInputStream().read()).isPositive();
        while (waiting(clients.forScheme("https")) < 4) {
          Thread.onSpinWait();
        }
        listening.close();
      }

      assertThat(run.get().results())
          .extracting(result -> Executors.failed(result).failure().type())
          .containsExactlyInAnyOrder(
              ErrorType.TLS, ErrorType.CONNECT, ErrorType.CONNECT, ErrorType.CONNECT);
    }
  }

  @Test
  void oneThatStandsStillIsGivenUpInTheEnd() throws Exception {
    JettyClients clients = clients();
    clients.forScheme("https").setIdleTimeout(100);
    try (RawServer server = new RawServer(connection -> new CountDownLatch(1).await());
        JettyExecutor executor = new JettyExecutor(Executors.settings(), clients, Time.SYSTEM)) {
      Result only =
          executor.execute(many(1, server.port()), Executors.context()).results().getFirst();

      assertThat(Executors.failed(only).failure())
          .isEqualTo(
              new Failure(
                  ErrorType.TIMEOUT,
                  "The connection to 127.0.0.1:" + server.port() + " timed out."));
      assertHasPhases(only, server.port());
    }
  }

  /** Knows the way to a server for so many calls; later ones wait for ever. */
  private static Resolver.Directory knowing(int calls) {
    AtomicInteger asked = new AtomicInteger();
    return host -> {
      if (asked.getAndIncrement() >= calls) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new UnknownHostException(e.getMessage());
        }
      }
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    };
  }

  private static void assertHasNoPhases(JettyExecutor executor, Plan plan) {
    Result only = executor.execute(plan, Executors.context()).results().getFirst();

    assertThat(Executors.failed(only).failure())
        .isEqualTo(new Failure(ErrorType.TIMEOUT, "No connection within 0.3 s."));
    assertThat(only.attempts().getFirst().address()).isEmpty();
    assertThat(only.attempts().getFirst().phases()).isEqualTo(Phases.NONE);
  }

  private static Plan shortly(String url) {
    return Plans.parallel(Plans.within(Duration.ofMillis(300), Plans.get("one", url)));
  }

  @Test
  void oneThatHasNoAddressYetHasNoPhases() {
    try (JettyExecutor executor = Executors.asking(knowing(0))) {
      assertHasNoPhases(executor, shortly("http://a.example/"));
    }
  }

  @Test
  void thoseOfAnEarlierCallAreNotTakenForIt() throws IOException {
    try (RawServer server = new RawServer(connection -> {});
        JettyExecutor executor = Executors.asking(knowing(1))) {
      String url = "https://a.example:" + server.port() + "/";
      executor.execute(Plans.parallel(Plans.get("one", url)), Executors.context());

      assertHasNoPhases(executor, shortly(url));
    }
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New connections, and those that are used again. */
class ConnectionsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static List<Phases> phases(JettyExecutor executor, Plan plan) {
    return executor.execute(plan, Executors.context()).results().stream()
        .map(result -> result.attempts().getFirst().phases())
        .toList();
  }

  private static void assertPresent(List<Optional<?>> phases) {
    assertThat(phases).allMatch(Optional::isPresent);
  }

  private static void assertAbsent(List<Optional<?>> phases) {
    assertThat(phases).allMatch(Optional::isEmpty);
  }

  @Test
  void aReusedConnectionNeedsNoDnsAndNoConnect() {
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"));
        JettyExecutor executor = Executors.create()) {
      List<Phases> phases =
          phases(
              executor,
              Plans.sequential(
                  Plans.get("one", server.url("/")), Plans.get("two", server.url("/"))));

      Phases first = phases.getFirst();
      assertPresent(List.of(first.dns(), first.connect(), first.firstByte(), first.body()));
      Phases second = phases.getLast();
      assertAbsent(List.of(first.tls(), second.dns(), second.connect(), second.tls()));
      assertPresent(List.of(second.firstByte(), second.body()));
    }
  }

  @Test
  void theAddressIsToldOfACallOnAConnectionThatIsUsedAgainToo() {
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"));
        JettyExecutor executor = Executors.create()) {
      Plan plan =
          Plans.sequential(Plans.get("one", server.url("/")), Plans.get("two", server.url("/")));

      assertThat(executor.execute(plan, Executors.context()).results())
          .extracting(result -> result.attempts().getFirst().address().orElseThrow())
          .allMatch(address -> server.url("/").contains(address))
          .hasSize(2);
    }
  }

  @Test
  void aHostMayHaveAnUnderscoreInItsName() {
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"));
        JettyExecutor executor =
            Executors.asking(host -> new InetAddress[] {InetAddress.getLoopbackAddress()})) {
      String url = server.url("/").replace("127.0.0.1", "my_service");

      Run run = executor.execute(Plans.parallel(Plans.get("one", url)), Executors.context());

      assertThat(run.results().getFirst().outcome()).isInstanceOf(Outcome.Succeeded.class);
    }
  }

  @Test
  void aHandshakeIsAPhaseOfItsOwn() throws Exception {
    Certificates certificates = Certificates.signed("127.0.0.1", "-1d", 30);
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(certificates.authority());
    try (WebServer server =
            WebServer.secure(certificates.server(), WebServer.always(200, "text/plain", "ok"));
        JettyExecutor executor = Executors.trusting(trust)) {
      List<Phases> phases =
          phases(
              executor,
              Plans.sequential(
                  Plans.get("one", server.url("/")), Plans.get("two", server.url("/"))));

      Phases first = phases.getFirst();
      assertPresent(List.of(first.dns(), first.connect(), first.tls(), first.body()));
      assertThat(phases.getLast().tls()).isEmpty();
    }
  }

  @Test
  void whereAHandshakeFailsItWasNoPhase() throws IOException {
    try (RawServer server = new RawServer(connection -> {});
        JettyExecutor executor = Executors.create()) {
      Phases only =
          phases(
                  executor,
                  Plans.parallel(Plans.get("one", "https://127.0.0.1:" + server.port() + "/")))
              .getFirst();

      assertPresent(List.of(only.dns(), only.connect()));
      assertAbsent(List.of(only.tls(), only.firstByte(), only.body()));
    }
  }

  /** Answers the first request of a connection only, and closes it when the next one comes. */
  private static RawServer.Behaviour onceEach() {
    return connection -> {
      RawServer.head(connection);
      RawServer.write(connection, OK);
      RawServer.head(connection);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void oneThatWasClosedWhileIdleIsTriedAgainForFree(String method) throws IOException {
    try (RawServer server = new RawServer(onceEach());
        JettyExecutor executor = Executors.create()) {
      Endpoint one = Plans.endpoint("one", method, server.url() + "/", Payload.NONE);
      Endpoint two = Plans.endpoint("two", method, server.url() + "/", Payload.NONE);

      Run run = executor.execute(Plans.sequential(one, two), Executors.context());

      assertThat(run.results())
          .allSatisfy(
              result -> {
                assertThat(Executors.response(result).status()).isEqualTo(200);
                assertThat(result.attempts()).hasSize(1);
              });
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static final int IDLE = 4;

  /**
   * Keeps as many connections open as there are, and closes each when the next request comes,
   * without reading any of it. Those that come later are served.
   */
  private static RawServer.Behaviour closingTheFirst(CountDownLatch opened) {
    AtomicInteger connections = new AtomicInteger();
    return connection -> {
      boolean first = connections.incrementAndGet() <= IDLE;
      RawServer.head(connection);
      opened.countDown();
      opened.await();
      RawServer.write(connection, OK);
      while (first && connection.getInputStream().available() == 0) {
        Thread.onSpinWait();
      }
    };
  }

  @Test
  void whereAllThatLayIdleWereClosedEachCallGetsANewOne() throws IOException {
    try (RawServer server = new RawServer(closingTheFirst(new CountDownLatch(IDLE)));
        JettyExecutor executor = Executors.create()) {
      Endpoint[] posts =
          IntStream.range(0, IDLE)
              .mapToObj(i -> Plans.endpoint("e" + i, "POST", server.url() + "/", Payload.NONE))
              .toArray(Endpoint[]::new);
      executor.execute(Plans.parallel(posts), Executors.context());
      assertThat(server.connections()).isEqualTo(IDLE);

      Run run = executor.execute(Plans.sequential(posts), Executors.context());

      assertThat(run.results())
          .allSatisfy(
              result -> {
                assertThat(Executors.response(result).status()).isEqualTo(200);
                assertThat(result.attempts()).hasSize(1);
              });
      assertThat(server.connections()).isEqualTo(2 * IDLE);
    }
  }

  /** Calls the server twice, one after the other. */
  private static Result secondOfTwo(JettyExecutor executor, RawServer server) {
    Plan plan =
        Plans.sequential(
            Plans.get("one", server.url() + "/"), Plans.get("two", server.url() + "/"));
    return executor.execute(plan, Executors.context()).results().getLast();
  }

  @Test
  void itIsTriedAgainOnlyOnce() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  if (connections.incrementAndGet() == 1) {
                    RawServer.write(connection, OK);
                    RawServer.head(connection);
                  }
                });
        JettyExecutor executor = Executors.create()) {
      Result second = secondOfTwo(executor, server);

      assertThat(Executors.failed(second).failure().type()).isEqualTo(ErrorType.PROTOCOL);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** It may have done what was asked: a second time would be once too often. */
  @Tag("slow")
  @Test
  void whoWorkedOnARequestAndDiedIsNotAskedAgain() throws IOException {
    try (RawServer server =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  RawServer.write(connection, OK);
                  RawServer.head(connection);
                  LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
                });
        JettyExecutor executor = Executors.create()) {
      Result second = secondOfTwo(executor, server);

      assertThat(Executors.failed(second).failure().message()).endsWith("without an answer.");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aNewOneThatIsClosedIsAFailure() throws IOException {
    try (RawServer server = new RawServer(RawServer::head);
        JettyExecutor executor = Executors.create()) {
      Result only =
          executor
              .execute(Plans.parallel(Plans.get("one", server.url() + "/")), Executors.context())
              .results()
              .getFirst();

      assertThat(Executors.failed(only).failure().type()).isEqualTo(ErrorType.PROTOCOL);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void oneThatBreaksOffAfterItsHeadersIsNoStaleOne() throws IOException {
    try (RawServer server =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  RawServer.write(connection, OK);
                  RawServer.head(connection);
                  RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                });
        JettyExecutor executor = Executors.create()) {
      Result second = secondOfTwo(executor, server);

      assertThat(Executors.failed(second).response()).isPresent();
      assertThat(server.connections()).isEqualTo(1);
    }
  }
}

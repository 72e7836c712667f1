package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Http2Frames;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a host that speaks HTTP/2 does with requests that it does not answer. */
class Http2RefusalsTest {

  private static Certificates certificates;
  private static SSLContext tls;

  private final AtomicInteger requests = new AtomicInteger();

  /** Serves one connection: its number, and its frames. */
  @FunctionalInterface
  private interface Script {
    void serve(int number, Http2Frames frames) throws IOException, InterruptedException;
  }

  @BeforeAll
  static void certify() throws Exception {
    certificates = Certificates.signed("127.0.0.1", "-1d", 30);
    tls = certificates.server();
  }

  private static RawServer server(Script script) {
    AtomicInteger connections = new AtomicInteger();
    return new RawServer(
        (Socket connection) ->
            script.serve(connections.incrementAndGet(), Http2Frames.accept(connection, tls)));
  }

  private static JettyExecutor executor() {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(certificates.authority());
    return Executors.trusting(trust);
  }

  private static String url(RawServer server) {
    return "https://127.0.0.1:" + server.port() + "/";
  }

  /** A POST after another, of which the last counts. */
  private static Result last(RawServer server, int calls) {
    try (JettyExecutor executor = executor()) {
      Plan plan =
          Plans.sequential(
              IntStream.range(0, calls)
                  .mapToObj(i -> Plans.endpoint("e" + i, "POST", url(server), Payload.NONE))
                  .toArray(Endpoint[]::new));
      return executor.execute(plan, Executors.context()).results().getLast();
    }
  }

  private static void assertGood(Result result) {
    assertThat(Executors.response(result).status()).isEqualTo(200);
    assertThat(result.attempts()).hasSize(1);
  }

  private static void answerAll(Http2Frames frames) throws IOException {
    while (true) {
      frames.ok(frames.request());
    }
  }

  @Test
  void oneThatAHostSaysItHasNotBegunIsSentAgain() throws IOException {
    try (RawServer server =
        server(
            (number, frames) -> {
              int first = frames.request();
              frames.ok(first);
              if (number == 1) {
                frames.request();
                frames.goAway(first);
                frames.request();
              }
              answerAll(frames);
            })) {
      assertGood(last(server, 2));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void oneThatAHostRefusesIsSentAgainOnTheSameConnection() throws IOException {
    try (RawServer server =
        server(
            (number, frames) -> {
              frames.reset(frames.request(), Http2Frames.REFUSED_STREAM);
              answerAll(frames);
            })) {
      assertGood(last(server, 1));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void oneThatAHostRefusesAgainAndAgainFails() throws IOException {
    try (RawServer server =
        server(
            (number, frames) -> {
              while (true) {
                frames.reset(frames.request(), Http2Frames.REFUSED_STREAM);
                requests.incrementAndGet();
              }
            })) {
      assertThat(Executors.failed(last(server, 1)).failure())
          .isEqualTo(
              new Failure(
                  ErrorType.PROTOCOL,
                  "127.0.0.1:"
                      + server.port()
                      + " refused to go on with the request: refused_stream_error."));
      assertThat(requests).hasValue(5);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void oneThatAHostHasBegunIsNotSentAgain() throws IOException {
    try (RawServer server =
        server(
            (number, frames) -> {
              while (true) {
                frames.reset(frames.request(), Http2Frames.INTERNAL_ERROR);
                requests.incrementAndGet();
              }
            })) {
      Failure failure = Executors.failed(last(server, 1)).failure();

      assertThat(failure.type()).isEqualTo(ErrorType.PROTOCOL);
      assertThat(failure.message()).endsWith("refused to go on with the request: internal_error.");
      assertThat(requests).hasValue(1);
    }
  }

  @Test
  void aHostThatGoesAwayBeforeItSaysHelloIsNoFailureOfTls() throws IOException {
    try (RawServer server =
        new RawServer(connection -> Http2Frames.secure(connection, tls, "h2").close())) {
      Result only = last(server, 1);

      assertThat(Executors.failed(only).failure())
          .isEqualTo(
              new Failure(
                  ErrorType.PROTOCOL,
                  "127.0.0.1:" + server.port() + " closed the connection without an answer."));
      assertThat(only.attempts().getFirst().phases().tls()).isPresent();
    }
  }

  @Test
  void oneOnAConnectionThatIsClosedWithoutAWordIsSentAgainOnANewOne() throws IOException {
    try (RawServer server =
        server(
            (number, frames) -> {
              frames.ok(frames.request());
              frames.request();
            })) {
      assertGood(last(server, 2));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aNewConnectionThatIsClosedWithoutAWordIsAFailure() throws IOException {
    try (RawServer server = server((number, frames) -> frames.request())) {
      assertThat(Executors.failed(last(server, 1)).failure())
          .isEqualTo(
              new Failure(
                  ErrorType.PROTOCOL,
                  "127.0.0.1:" + server.port() + " closed the connection without an answer."));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void oneThatTakesTooLongIsGivenUpAloneAndItsConnectionGoesOn() throws Exception {
    CompletableFuture<List<Integer>> streams = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    try (RawServer server =
            server(
                (number, frames) -> {
                  int slow = frames.request();
                  streams.complete(List.of(slow, frames.reset()));
                  asked.countDown();
                  answerAll(frames);
                });
        JettyExecutor executor = executor()) {
      Result late =
          executor
              .execute(
                  Plans.parallel(
                      Plans.within(Duration.ofMillis(900), Plans.get("one", url(server)))),
                  Executors.context())
              .results()
              .getFirst();
      asked.await();
      Result next =
          executor
              .execute(Plans.parallel(Plans.get("two", url(server))), Executors.context())
              .results()
              .getFirst();

      assertThat(Executors.failed(late).failure())
          .isEqualTo(new Failure(ErrorType.TIMEOUT, "No answer within 0.9 s."));
      assertThat(streams.get().getFirst()).isEqualTo(streams.get().getLast());
      assertGood(next);
      assertThat(server.connections()).isEqualTo(1);
    }
  }
}

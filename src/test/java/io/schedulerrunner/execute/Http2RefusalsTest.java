package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Http2Frames;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.Waiting;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host that speaks HTTP/2 does with requests that it does not answer. */
class Http2RefusalsTest {

  private static Certificates certificates;
  private static SSLContext tls;

  private final AtomicInteger over1 = new AtomicInteger();
  private final AtomicInteger over2 = new AtomicInteger();

  /** Serves one connection of HTTP/2: its number, and its frames. */
  @FunctionalInterface
  private interface Script {
    void serve(int number, Http2Frames frames) throws IOException, InterruptedException;
  }

  @BeforeAll
  static void certify() throws Exception {
    certificates = Certificates.signed("127.0.0.1", "-1d", 30);
    tls = certificates.server();
  }

  /** Speaks HTTP/2 as it says there, and HTTP/1.1 as it should. */
  private RawServer server(Script script) {
    AtomicInteger connections = new AtomicInteger();
    return new RawServer(
        connection -> {
          SSLSocket secured = Http2Frames.secure(connection, tls, "h2");
          if (secured.getApplicationProtocol().equals("h2")) {
            script.serve(connections.incrementAndGet(), Http2Frames.accept(secured));
          } else {
            serve(secured);
          }
        });
  }

  private void serve(Socket connection) throws IOException {
    while (true) {
      var _ = RawServer.head(connection);
      over1.incrementAndGet();
      RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private int request(Http2Frames frames) throws IOException {
    int stream = frames.request();
    over2.incrementAndGet();
    return stream;
  }

  private void answerAll(Http2Frames frames) throws IOException {
    while (true) {
      frames.ok(request(frames));
    }
  }

  private static String url(RawServer server) {
    return "https://127.0.0.1:" + server.port() + "/";
  }

  /** A call after another, of which the last counts. */
  private static Result last(RawServer server, int calls) {
    try (Sharing sharing = new Sharing(certificates).busy(url(server))) {
      return sharing.last(url(server), calls);
    }
  }

  private static void assertGood(Result result) {
    assertThat(Executors.response(result).status()).isEqualTo(200);
    assertThat(result.attempts()).hasSize(1);
  }

  private void assertRequests(int wantedOver2, int wantedOver1) {
    assertThat(List.of(over2.get(), over1.get())).containsExactly(wantedOver2, wantedOver1);
  }

  private static Failure protocol(RawServer server, String message) {
    return new Failure(ErrorType.PROTOCOL, "127.0.0.1:" + server.port() + " " + message);
  }

  @Test
  void oneThatAHostSaysItHasNotBegunGoesAgainOverHttp1() throws IOException {
    try (RawServer server =
        server(
            (number, frames) -> {
              int first = request(frames);
              frames.ok(first);
              request(frames);
              frames.goAway(first);
              request(frames);
            })) {
      assertGood(last(server, 2));
      assertRequests(2, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Http2Frames.REFUSED_STREAM, Http2Frames.HTTP_1_1_REQUIRED})
  void oneThatAHostRefusesGoesAgainOverHttp1(int code) throws IOException {
    try (RawServer server =
        server((number, frames) -> frames.reset(refuseAll(frames, code), code))) {
      assertGood(last(server, 1));
      assertRequests(1, 1);
    }
  }

  private int refuseAll(Http2Frames frames, int code) throws IOException {
    while (true) {
      frames.reset(request(frames), code);
    }
  }

  @Test
  void oneThatAHostHasBegunDoesNotGoAgain() throws IOException {
    try (RawServer server =
        server((number, frames) -> refuseAll(frames, Http2Frames.INTERNAL_ERROR))) {
      assertThat(Executors.failed(last(server, 1)).failure())
          .isEqualTo(protocol(server, "gave the request up: internal_error."));
      assertRequests(1, 0);
    }
  }

  @Test
  void aHostThatGoesAwayWithoutTheAnswerIsAFailure() throws IOException {
    try (RawServer server =
        server((number, frames) -> frames.goAway(request(frames), Http2Frames.ENHANCE_YOUR_CALM))) {
      assertThat(Executors.failed(last(server, 1)).failure())
          .isEqualTo(protocol(server, "closed the connection without an answer."));
      assertRequests(1, 0);
    }
  }

  @Test
  void oneOnAConnectionThatIsClosedWithoutAWordGoesAgainOnANewOne() throws IOException {
    try (RawServer server =
        server(
            (number, frames) -> {
              frames.ok(request(frames));
              request(frames);
            })) {
      assertGood(last(server, 2));
      assertRequests(2, 1);
    }
  }

  @Test
  void aNewConnectionThatIsClosedWithoutAWordIsAFailureAndTheLastOfItsKind() throws IOException {
    try (RawServer server = server((number, frames) -> request(frames));
        Sharing sharing = new Sharing(certificates).busy(url(server))) {
      Result first = sharing.last(url(server), 1);
      Result second = sharing.last(url(server), 1);

      assertThat(Executors.failed(first).failure())
          .isEqualTo(protocol(server, "closed the connection without an answer."));
      assertGood(second);
      assertRequests(1, 1);
    }
  }

  @Test
  void aHostThatDiesAfterItHasAnsweredOthersGetsNothingTwice() throws Exception {
    try (RawServer server =
            server(
                (number, frames) -> {
                  frames.ok(request(frames));
                  int second = request(frames);
                  request(frames);
                  request(frames);
                  frames.ok(second);
                });
        Sharing sharing = new Sharing(certificates).busy(url(server))) {
      assertGood(sharing.last(url(server), 1));
      List<Result> results = sharing.together(url(server), 3);

      assertThat(results).filteredOn(it -> it.outcome() instanceof Outcome.Succeeded).hasSize(1);
      assertRequests(4, 0);
    }
  }

  @Test
  void aHostThatGoesAwayBeforeItSaysHelloIsCalledOverHttp1() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              SSLSocket secured = Http2Frames.secure(connection, tls, "h2");
              if (!secured.getApplicationProtocol().equals("h2")) {
                serve(secured);
              }
            })) {
      assertGood(last(server, 1));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aHostThatDoesNotAgreeIsCalledOverHttp1AndNotAskedAgain() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> serve(Http2Frames.secure(connection, tls, "http/1.1", "spdy/3")))) {
      assertGood(last(server, 3));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aHostThatKnowsNothingOfProtocolsIsCalledOverHttp1() throws IOException {
    try (RawServer server =
        new RawServer(connection -> serve(Http2Frames.secure(connection, tls)))) {
      assertGood(last(server, 3));
      assertRequests(0, 3);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void oneThatWaitsForAConnectionIsCancelledWithItsRun() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer(connection -> over.await());
        Sharing sharing = new Sharing(certificates).busy(url(server))) {
      CompletableFuture<Result> result =
          CompletableFuture.supplyAsync(
              () -> sharing.last(url(server), 1), Thread::startVirtualThread);
      Waiting.until(() -> server.connections() == 1);
      sharing.cancel();

      assertThat(result.get().outcome()).isInstanceOf(Outcome.Cancelled.class);
      assertThat(server.connections()).isEqualTo(1);
      over.countDown();
    }
  }

  @Tag("slow")
  @Test
  void oneThatTakesTooLongIsGivenUpAloneAndItsConnectionGoesOn() throws Exception {
    CompletableFuture<List<Integer>> streams = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    try (RawServer server =
            server(
                (number, frames) -> {
                  frames.ok(request(frames));
                  int slow = request(frames);
                  streams.complete(List.of(slow, frames.reset()));
                  asked.countDown();
                  answerAll(frames);
                });
        Sharing sharing = new Sharing(certificates).busy(url(server))) {
      assertGood(sharing.last(url(server), 1));
      Result late =
          sharing
              .run(
                  Plans.parallel(
                      Plans.within(Duration.ofSeconds(2), Plans.get("one", url(server)))))
              .results()
              .getFirst();
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(Executors.failed(late).failure())
          .isEqualTo(new Failure(ErrorType.TIMEOUT, "No answer within 2 s."));
      assertThat(streams.get().getFirst()).isEqualTo(streams.get().getLast());
      assertGood(sharing.last(url(server), 1));
      assertRequests(3, 0);
    }
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one endpoint does is named in its result, and harms nothing else. */
class MisbehavingEndpointsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration SHORT = Duration.ofMillis(300);

  private static Result only(RawServer.Behaviour behaviour) throws IOException {
    return only(Duration.ofSeconds(10), behaviour);
  }

  private static Result only(Duration timeout, RawServer.Behaviour behaviour) throws IOException {
    try (RawServer server = new RawServer(behaviour)) {
      return only(Plans.within(timeout, Plans.get("one", server.url() + "/")));
    }
  }

  private static Result only(Endpoint endpoint) {
    return Executors.run(Plans.parallel(endpoint)).results().getFirst();
  }

  private static void assertFailure(Result result, ErrorType type, String message) {
    assertThat(Executors.failed(result).failure()).isEqualTo(new Failure(type, message));
  }

  private static String peer(Result result) {
    String url = result.call().endpoint().target().url().value();
    return url.substring("http://".length(), url.length() - 1);
  }

  @Test
  void oneThatAnswersSucceeds() throws IOException {
    Result result = only(RawServer.answering(OK));

    assertThat(Executors.response(result).status()).isEqualTo(200);
    assertThat(Executors.rendered(Executors.response(result).body())).isEqualTo("\"ok\"");
    assertThat(result.attempts()).singleElement().extracting(Attempt::number).isEqualTo(1);
  }

  /** RFC 9110, section 15.2: any number of them may come before the answer. */
  @ParameterizedTest
  @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints"})
  void oneThatSaysSomethingBeforeItsAnswerSucceeds(String interim) throws IOException {
    Result result = only(RawServer.answering("HTTP/1.1 " + interim + "\r\n\r\n" + OK));

    assertThat(Executors.response(result).status()).isEqualTo(200);
    assertThat(Executors.rendered(Executors.response(result).body())).isEqualTo("\"ok\"");
  }

  @Test
  void oneThatNeverAnswersTimesOut() throws IOException {
    Result result =
        only(
            SHORT,
            connection -> {
              RawServer.head(connection);
              new CountDownLatch(1).await();
            });

    assertFailure(result, ErrorType.TIMEOUT, "No answer within 0.3 s.");
  }

  @Test
  void oneWhoseBodyTricklesTimesOut() throws IOException {
    Result result =
        only(
            SHORT,
            connection -> {
              RawServer.head(connection);
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
              new CountDownLatch(1).await();
            });

    assertFailure(
        result,
        ErrorType.TIMEOUT,
        "The answer was not complete within 0.3 s. So far: status 200 and 3 bytes of body.");
    Response part = Executors.failed(result).response().orElseThrow();
    assertThat(part.body().truncated()).isTrue();
    assertThat(Executors.rendered(part.body())).isEqualTo("\"abc\"");
  }

  @Test
  void oneThatNeverAnswersTheHandshakeTimesOut() throws IOException {
    try (RawServer server = new RawServer(connection -> new CountDownLatch(1).await())) {
      String url = server.url().replace("http:", "https:") + "/";

      assertFailure(
          only(Plans.within(SHORT, Plans.get("one", url))),
          ErrorType.TIMEOUT,
          "No connection within 0.3 s.");
    }
  }

  @Test
  void oneWithAnEndlessBodyTimesOutAndIsKeptSmall() throws IOException {
    Result result =
        only(
            SHORT,
            connection -> {
              RawServer.head(connection);
              RawServer.write(connection, "HTTP/1.1 200 OK\r\n\r\n");
              byte[] chunk = "x".repeat(65_536).getBytes(StandardCharsets.UTF_8);
              OutputStream out = connection.getOutputStream();
              while (!Thread.interrupted()) {
                out.write(chunk);
              }
            });

    assertThat(Executors.failed(result).failure().type()).isEqualTo(ErrorType.TIMEOUT);
    KeptBody body = Executors.failed(result).response().orElseThrow().body();
    assertThat(Executors.rendered(body)).hasSize(Executors.MAX_RESPONSE_BYTES + 2);
  }

  @Test
  void oneThatRefusesConnections() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    Result result = only(Plans.get("one", "http://127.0.0.1:" + port + "/"));

    assertFailure(
        result,
        ErrorType.CONNECT,
        "No connection to 127.0.0.1:" + port + ": nothing listens there, or a firewall refuses.");
  }

  @Test
  void oneWhoseHostDoesNotExist() {
    Result result = only(Plans.get("one", "http://no-such-host.invalid/"));

    assertFailure(
        result, ErrorType.DNS, "The host name no-such-host.invalid could not be resolved.");
  }

  @Test
  void oneThatClosesTheConnection() throws IOException {
    Result result = only(RawServer::head);

    assertFailure(
        result, ErrorType.PROTOCOL, peer(result) + " closed the connection without an answer.");
  }

  @Test
  void oneThatResetsTheConnection() throws IOException {
    Result result =
        only(
            connection -> {
              RawServer.head(connection);
              connection.setSoLinger(true, 0);
            });

    assertFailure(
        result, ErrorType.PROTOCOL, peer(result) + " closed the connection without an answer.");
  }

  @Test
  void oneThatAnswersGarbage() throws IOException {
    Result result = only(RawServer.answering("SSH-2.0-OpenSSH_9.9\r\n\r\n"));

    assertThat(Executors.failed(result).failure().type()).isEqualTo(ErrorType.PROTOCOL);
    assertThat(Executors.failed(result).failure().message())
        .startsWith("What " + peer(result) + " answered is not valid HTTP: ");
  }

  @Test
  void oneThatBreaksOffHalfWay() throws IOException {
    Result result = only(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));

    assertFailure(
        result,
        ErrorType.PROTOCOL,
        "The answer broke off after 4 bytes of body: the connection was closed.");
  }

  @Test
  void oneWithBrokenCompression() throws IOException {
    Result result =
        only(
            RawServer.answering(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\nnot gzip at all, no."));

    assertFailure(result, ErrorType.PROTOCOL, "The answer's body could not be decompressed.");
  }

  @Test
  void oneWithAHeaderBomb() throws IOException {
    Result result =
        only(
            connection -> {
              RawServer.head(connection);
              RawServer.write(connection, "HTTP/1.1 200 OK\r\n");
              for (int i = 0; i < 10_000; i++) {
                RawServer.write(connection, "X-Bomb-" + i + ": " + "x".repeat(100) + "\r\n");
              }
            });

    assertThat(Executors.failed(result).failure().type()).isEqualTo(ErrorType.PROTOCOL);
  }

  @Test
  void oneThatDoesNotSpeakTls() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              assertThat(connection.getInputStream().read()).isPositive();
              RawServer.write(connection, OK);
              new CountDownLatch(1).await();
            })) {
      Result result = only(Plans.get("one", "https://127.0.0.1:" + server.port() + "/"));

      assertFailure(
          result,
          ErrorType.TLS,
          "No trusted connection to 127.0.0.1:" + server.port() + ": it does not speak TLS.");
    }
  }

  @Test
  void oneThatClosesDuringTheHandshake() throws IOException {
    try (RawServer server = new RawServer(Socket::getInputStream)) {
      Result result = only(Plans.get("one", "https://127.0.0.1:" + server.port() + "/"));

      assertThat(Executors.failed(result).failure().type()).isEqualTo(ErrorType.TLS);
    }
  }

  @Test
  void oneThatSaysNo() throws IOException {
    Result result =
        only(
            RawServer.answering(
                "HTTP/1.1 503 Whatever\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\": 1 }"));

    assertFailure(result, ErrorType.STATUS, "HTTP 503 Service Unavailable");
    assertThat(Executors.rendered(Executors.failed(result).response().orElseThrow().body()))
        .isEqualTo("{\"a\":1}");
  }
}

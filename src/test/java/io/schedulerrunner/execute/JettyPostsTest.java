package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JettyPostsTest {

  private final JettyExecutor executor = Executors.create();

  @AfterEach
  void close() {
    executor.close();
  }

  private Posts.Receipt send(String url, Duration patience) {
    return executor
        .posts()
        .send(
            URI.create(url),
            Map.of("Content-Type", "text/plain; charset=utf-8", "X-Run-Id", "0199-run"),
            "söme text".getBytes(UTF_8),
            patience)
        .join();
  }

  @Test
  void whatIsSentArrives() {
    try (WebServer server = new WebServer(WebServer.always(204, "text/plain", ""))) {
      assertThat(send(server.url("/hook?a=b"), Duration.ofSeconds(20)))
          .isEqualTo(new Posts.Receipt.Answered(204));

      WebServer.Received received = server.received().getFirst();
      assertThat(received.method()).isEqualTo("POST");
      assertThat(received.target()).isEqualTo("/hook?a=b");
      assertThat(received.body()).isEqualTo("söme text");
      assertThat(received.header("X-run-id")).isEqualTo("0199-run");
      assertThat(received.header("Content-type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(received.header("User-agent")).isEqualTo("runner-test");
    }
  }

  @Test
  void whereARedirectLeadsIsOfNoInterest() {
    try (WebServer server =
        new WebServer(
            exchange -> {
              exchange.getResponseHeaders().set("Location", "/elsewhere");
              exchange.sendResponseHeaders(307, -1);
            })) {
      assertThat(send(server.url("/"), Duration.ofSeconds(20)))
          .isEqualTo(new Posts.Receipt.Answered(307));
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void anAnswerIsKnownByItsHead() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            connection -> {
              RawServer.head(connection);
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nx");
              never.await();
            })) {
      assertThat(send(server.url(), Duration.ofSeconds(30)))
          .isEqualTo(new Posts.Receipt.Answered(200));
    }
  }

  @Test
  void whereNobodyAnswersTheReasonIsSaid() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer silent = new RawServer(_ -> never.await());
        RawServer rude = new RawServer(RawServer::head)) {
      assertThat(send(silent.url() + "/secret-path", Duration.ofMillis(100)))
          .isEqualTo(
              new Posts.Receipt.Unanswered(
                  "The connection to 127.0.0.1:" + silent.port() + " timed out."));
      assertThat(send(rude.url() + "/secret-path", Duration.ofSeconds(20)))
          .isEqualTo(
              new Posts.Receipt.Unanswered(
                  "127.0.0.1:" + rude.port() + " closed the connection without an answer."));
    }
    assertThat(send("http://127.0.0.1:1/secret-path", Duration.ofSeconds(20)))
        .isEqualTo(
            new Posts.Receipt.Unanswered(
                "No connection to 127.0.0.1:1: nothing listens there, or a firewall refuses."));
  }
}

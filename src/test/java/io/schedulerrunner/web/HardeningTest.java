package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.report.Sample;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger, or a careless client, cannot do to the service. */
class HardeningTest {

  private static final Route FINE =
      Route.open("GET", "/", "For tests.", request -> new Answer(200, Map.of(), out -> {}));
  private static final int PACE_MILLIS = 20;

  /** Reads one byte, but not for long: the pace of a test that must not go on at once. */
  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(PACE_MILLIS);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static boolean trickle(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return !isClosed(socket);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aHeadThatTricklesInIsNotWaitedFor() throws Exception {
    try (Service service = Service.with(FINE, () -> {}, Duration.ofMillis(500));
        Socket socket = service.connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(US_ASCII));
      int bytes = 0;
      while (trickle(socket)) {
        bytes++;
      }
      assertThat(bytes).isLessThan(10_000);
    }
  }

  @Test
  void aConnectionMayBeIdleForLongerThanAHeadMayTake() throws Exception {
    try (Service service = Service.with(FINE, () -> {}, Duration.ofMillis(2500));
        Socket socket = service.connect()) {
      byte[] request = Service.head("GET / HTTP/1.1", "Host: x").getBytes(US_ASCII);
      for (int round = 0; round < 2; round++) {
        socket.getOutputStream().write(request);
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
          socket.setSoTimeout(0);
          answer.append((char) socket.getInputStream().read());
        }
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        for (int i = 0; i < 40; i++) {
          assertThat(isClosed(socket)).isFalse();
        }
      }
    }
  }

  @Test
  void pastTheMostRunsThereIsAnHonestRefusal() throws Exception {
    Admission admission = new Admission(new Settings.Listen("127.0.0.1", 0, 1, 1), 1 << 20);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Route.Action holding =
        request -> {
          entered.countDown();
          try {
            leave.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return new Answer(200, Map.of(), out -> {});
        };
    Route route = admission.around(Route.open("GET", "/", "For tests.", holding).startingRun());
    try (Service service = Service.with(route)) {
      CompletableFuture<Integer> first =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return service.send("GET", "/").statusCode();
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      entered.await();
      HttpResponse<String> second = service.send("GET", "/");
      leave.countDown();

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(second.body())
          .isEqualTo(
              "{\"error\":\"too_many_runs\",\"message\":"
                  + "\"As many runs are going on as are allowed (MAX_RUNS).\"}");
      assertThat(first.join()).isEqualTo(200);
      assertThat(service.send("GET", "/").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/nothing", "/execute"})
  void everyAnswerTellsBrowsersToBeCareful(String path) throws Exception {
    try (Service service =
        Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)), "not-a-real-key-1")) {
      HttpResponse<String> response = service.send("GET", path);

      assertThat(response.headers().map())
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsEntry(
              "content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"))
          .doesNotContainKey("server");
    }
  }

  @Test
  void hostAndForwardedHeadersChangeNothing() throws Exception {
    try (Service service =
        Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)), "not-a-real-key-1")) {
      String answer =
          service.raw(
              Service.head(
                  "GET /task1 HTTP/1.1",
                  "Host: evil.example.com",
                  "X-Forwarded-For: 127.0.0.1",
                  "X-Forwarded-Host: evil.example.com",
                  "Forwarded: for=127.0.0.1;host=evil.example.com",
                  "X-Original-URL: /health",
                  "Connection: close"));

      assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("evil");
    }
  }

  @Test
  void jsonThatIsNestedTooDeeplyIsRefused() throws Exception {
    try (Service service = Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)))) {
      HttpResponse<String> response =
          service.send(
              "POST", "/execute", HttpRequest.BodyPublishers.ofString("{\"a\":" + "[".repeat(300)));

      assertThat(response.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void wrongKeysDoNotSlowTheRightOne() throws Exception {
    try (Service service =
        Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)), "not-a-real-key-1")) {
      for (int i = 0; i < 7; i++) {
        assertThat(service.send("GET", "/", "X-API-Key", "wrong").statusCode()).isEqualTo(403);
      }
      assertThat(service.send("GET", "/", "X-API-Key", "not-a-real-key-1").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whoeverWasRefusedCannotHoldAConnectionByTricklingABody() throws Exception {
    Route post = Route.open("POST", "/", "For tests.", FINE.action());
    try (Service service = Service.with(post, () -> {}, Duration.ofMillis(500));
        Socket socket = service.connect()) {
      String head = Service.head("GET / HTTP/1.1", "Host: x", "Content-Length: 1000000");
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      int bytes = 0;
      while (trickle(socket)) {
        bytes++;
      }
      assertThat(bytes).isLessThan(10_000);
    }
  }
}

package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.report.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class HttpServiceTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void aPortThatIsTakenIsAnError() throws Exception {
    try (Service first = Service.with(open(request -> fine()))) {
      io.schedulerrunner.config.Settings.Listen taken =
          new io.schedulerrunner.config.Settings.Listen("127.0.0.1", first.service().port(), 1);
      HttpService second =
          new HttpService(taken, Gate.of(Service.settings().access()), List.of(), () -> {});

      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(String.valueOf(first.service().port()));
    }
  }

  @Test
  void aBugIsAnInternalErrorThatSaysNothingOfTheInside() throws Exception {
    Route broken =
        open(
            request -> {
              throw new IllegalStateException("inside");
            });
    try (Service service = Service.with(broken)) {
      HttpResponse<String> response = service.send("GET", "/");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":\"internal_error\",\"message\":"
                  + "\"Something went wrong inside; the service's log says what.\"}");
    }
  }

  @Test
  void evenAnErrorOfTheMachineIsAnInternalError() throws Exception {
    Route broken =
        open(
            request -> {
              throw new StackOverflowError("inside");
            });
    try (Service service = Service.with(broken)) {
      HttpResponse<String> response = service.send("GET", "/");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("internal_error").doesNotContain("inside\"");
    }
  }

  @Test
  void anAnswerThatBreaksOffNeverLooksWhole() throws Exception {
    Route broken =
        open(
            request ->
                Answer.json(
                    200,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IllegalStateException("in the middle");
                    }));
    try (Service service = Service.with(broken)) {
      String answer = service.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void aLargeAnswerIsStreamed() throws Exception {
    byte[] piece = "x".repeat(1000).getBytes(US_ASCII);
    Route large =
        open(
            request ->
                Answer.json(
                    200,
                    out -> {
                      for (int i = 0; i < 5000; i++) {
                        out.write(piece);
                      }
                    }));
    try (Service service = Service.with(large)) {
      HttpResponse<String> response = service.send("GET", "/");

      assertThat(response.body()).hasSize(5_000_000);
      assertThat(response.headers().firstValue("transfer-encoding")).hasValue("chunked");
    }
  }

  @Test
  void aRunMayBeSilentForLongerThanTheIdleTimeout() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch longEnough = new CountDownLatch(1);
    Route slow =
        open(
            request -> {
              entered.countDown();
              await(longEnough);
              return fine();
            });
    Duration idle = Duration.ofMillis(50);
    try (Service service = Service.with(slow, () -> {}, idle)) {
      CompletableFuture<HttpResponse<String>> silent = async(service, "GET", "/");
      entered.await();
      // An idle connection of the same age is closed: so the timeout has struck by now.
      for (int i = 0; i < 3; i++) {
        try (Socket socket = service.connect()) {
          assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
      }
      longEnough.countDown();

      assertThat(silent.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatStopsSendingItsBodyIsGivenUp() throws Exception {
    Route reading =
        Route.open(
            "POST",
            "/",
            "For tests.",
            request -> {
              request.body();
              return fine();
            });
    try (Service service = Service.with(reading, () -> {}, Duration.ofMillis(50))) {
      assertThat(service.raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}"))
          .doesNotContain(" 200 ");
    }
  }

  @Test
  void aClientThatGoesAwayInTheMiddleOfARunBreaksNothing() throws Exception {
    FakeExecutor executor = FakeExecutor.holding();
    try (Service service = Service.with(executor)) {
      try (Socket socket = service.connect()) {
        socket.setSoLinger(true, 0);
        socket
            .getOutputStream()
            .write(
                "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(US_ASCII));
        executor.entered.await();
      }
      executor.release();

      assertThat(service.send("POST", "/execute").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatGoesAwayWhileItIsAnsweredBreaksNothing() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    Route endless =
        open(
            request ->
                Answer.json(
                    200,
                    out -> {
                      entered.countDown();
                      await(gone);
                      try {
                        while (true) {
                          out.write(new byte[10_000]);
                        }
                      } finally {
                        failed.countDown();
                      }
                    }));
    try (Service service = Service.with(endless)) {
      try (Socket socket = service.connect()) {
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        entered.await();
      }
      gone.countDown();
      failed.await();

      assertThat(service.send("GET", "/nope").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void stoppingLetsRunsFinish() throws Exception {
    FakeExecutor executor = FakeExecutor.holding();
    try (Service service = Service.with(executor)) {
      CompletableFuture<HttpResponse<String>> run = async(service, "POST", "/execute");
      executor.entered.await();
      CompletableFuture<Void> stopped = stop(service, LONG);
      awaitRefusal(service);
      assertThat(stopped).isNotDone();
      executor.release();

      HttpResponse<String> response = run.join();
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("connection")).hasValue("close");
      stopped.join();
    }
  }

  @Test
  void stoppingCancelsWhatIsUnfinishedAfterTheGraceAndAnswersIt() throws Exception {
    FakeExecutor executor = FakeExecutor.holding();
    try (Service service = Service.with(executor)) {
      CompletableFuture<HttpResponse<String>> run = async(service, "POST", "/execute");
      executor.entered.await();
      service.service().stop(Duration.ofMillis(1));

      HttpResponse<String> response = run.join();
      assertThat(response.statusCode()).isEqualTo(500);
      JsonNode errors = Service.json(response).get("errors");
      assertThat(errors.findValuesAsString("status")).containsExactly("cancelled", "cancelled");
    }
  }

  @Test
  void whoDoesNotEvenEndWhenCancelledIsLeftBehind() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    Route stubborn =
        open(
            request -> {
              entered.countDown();
              await(never);
              return fine();
            });
    try (Service service = Service.with(stubborn)) {
      CompletableFuture<String> answer =
          supplyAsync(() -> raw(service, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"), threads);
      entered.await();
      service.service().stop(Duration.ZERO);

      assertThat(answer.join()).isEmpty();
    } finally {
      never.countDown();
    }
  }

  @Test
  void aRequestOnAnOldConnectionIsRefusedWhileStopping() throws Exception {
    FakeExecutor executor = FakeExecutor.holding();
    try (Service service = Service.with(executor);
        Socket old = service.connect()) {
      CompletableFuture<HttpResponse<String>> run = async(service, "POST", "/execute");
      executor.entered.await();
      CompletableFuture<Void> stopped = stop(service, LONG);
      awaitRefusal(service);
      old.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));

      assertThat(Service.readAll(old))
          .startsWith("HTTP/1.1 503 ")
          .contains("Connection: close")
          .endsWith("{\"error\":\"stopping\",\"message\":\"The service is stopping.\"}");
      executor.release();
      run.join();
      stopped.join();
    }
  }

  @Test
  void nothingIsAnsweredOnceStopped() throws Exception {
    Service service = Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)));
    int port = service.port();
    service.close();

    assertThatThrownBy(() -> new Socket(java.net.InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  private static void awaitRefusal(Service service) {
    int port = service.port();
    boolean refused = false;
    while (!refused) {
      try (Socket probe = new Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
        refused = !probe.isConnected();
      } catch (IOException e) {
        refused = true;
      }
    }
  }

  private static Route open(Route.Action action) {
    return Route.open("GET", "/", "For tests.", action);
  }

  private static Answer fine() {
    return Answer.object(200, json -> {});
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<HttpResponse<String>> async(
      Service service, String method, String path) {
    return supplyAsync(
        () -> {
          try {
            return service.send(method, path);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  private CompletableFuture<Void> stop(Service service, Duration grace) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            service.service().stop(grace);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  private static String raw(Service service, String text) {
    try {
      return service.raw(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

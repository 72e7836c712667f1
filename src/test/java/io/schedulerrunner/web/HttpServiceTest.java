package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class HttpServiceTest extends Waiting {

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
}

package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulerrunner.report.Sample;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The service stops in good order. */
final class StoppingTest extends Waiting {

  private static final Duration LONG = Duration.ofSeconds(60);

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
}

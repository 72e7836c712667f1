package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests with large bodies share half of the heap, here 8 MB: enough for bodies of 1 MB. */
class LargeBodiesTest extends Waiting {

  private static final int HEAP = 16 << 20;
  private static final int MOST = 4 << 20;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final Route route =
      new Admission(new Settings.Listen("127.0.0.1", 0, MOST, 9), HEAP)
          .around(
              Route.open(
                      "POST",
                      "/",
                      "For tests.",
                      request -> {
                        if (request.header("Hold").isPresent()) {
                          entered.countDown();
                          await(leave);
                        }
                        return fine();
                      })
                  .startingRun());

  private static BodyPublisher bytes(int count) {
    return BodyPublishers.ofByteArray(new byte[count]);
  }

  private CompletableFuture<HttpResponse<String>> holding(Service service, int bytes)
      throws InterruptedException {
    CompletableFuture<HttpResponse<String>> held = new CompletableFuture<>();
    threads.execute(() -> held.complete(sent(service, bytes)));
    entered.await();
    return held;
  }

  private static HttpResponse<String> sent(Service service, int bytes) {
    try {
      return service.send("POST", "/", bytes(bytes), "Hold", "yes");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "524288, 524288, 200",
    "524288, 525313, 429",
    "1048576, 65536, 200",
    "1048576, 65537, 429",
    "4194304, 65537, 429",
    "4194304, 0, 200",
    "4194304, 4194305, 200"
  })
  void whatDoesNotFitIsRefused(int held, int asked, int status) throws Exception {
    try (Service service = Service.with(route)) {
      CompletableFuture<HttpResponse<String>> first = holding(service, held);

      assertThat(service.send("POST", "/", bytes(asked)).statusCode()).isEqualTo(status);

      leave.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRefusalSaysWhyAndWhenToTryAgain() throws Exception {
    try (Service service = Service.with(route)) {
      CompletableFuture<HttpResponse<String>> first = holding(service, MOST);
      HttpResponse<String> second = service.send("POST", "/", bytes(MOST));

      assertThat(second.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(second.body())
          .isEqualTo(
              "{\"error\":\"too_many_runs\",\"message\":"
                  + "\"Requests with large bodies hold as much memory as they may.\"}");

      leave.countDown();
      first.get();
      assertThat(service.send("POST", "/", bytes(MOST)).statusCode()).isEqualTo(200);
    }
  }

  /** As {@code curl -X POST} sends it. */
  @Test
  void withoutALengthThereIsNoBody() throws Exception {
    try (Service service = Service.with(route)) {
      CompletableFuture<HttpResponse<String>> first = holding(service, MOST);
      String head = Service.head("POST / HTTP/1.1", "Host: a", "Connection: close");

      assertThat(raw(service, head)).startsWith("HTTP/1.1 200 ");

      leave.countDown();
      first.get();
    }
  }

  @Test
  void aBodyOfUnknownLengthMayBeAsLargeAsAny() throws Exception {
    BodyPublisher chunked =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {1}));
    try (Service service = Service.with(route)) {
      CompletableFuture<HttpResponse<String>> first = holding(service, 65_537);

      assertThat(service.send("POST", "/", chunked).statusCode()).isEqualTo(429);

      leave.countDown();
      first.get();
      assertThat(service.send("POST", "/", chunked).statusCode()).isEqualTo(200);
    }
  }
}

package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.testing.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with {@code DISPATCH=postgres}, as it is put together. */
final class WorkerTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
  private final CountDownLatch heartbeat = new CountDownLatch(1);
  private final WebServer server =
      new WebServer(
          exchange -> {
            if (exchange.getRequestURI().getPath().equals("/beat")) {
              heartbeat.countDown();
            }
            WebServer.always(200, "text/plain", "ok").to(exchange);
          });

  private @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  private Application application(ByteArrayOutputStream stream, CompletableFuture<Runnable> stops) {
    PrintStream print = new PrintStream(stream, true, UTF_8);
    return new Application(folder, print, print, stops::complete);
  }

  private Map<String, String> environment(String store, String worker) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", "0");
    environment.put("ENDPOINTS", "[\"" + server.url("/a") + "\"]");
    environment.put("HEARTBEAT_URL", server.url("/beat"));
    environment.put("DISPATCH", "postgres");
    environment.put("WORKER", worker);
    environment.put("STORE_URL", store);
    environment.put("LOG_FORMAT", "text");
    environment.put("GCE_METADATA_HOST", "127.0.0.1:1");
    return environment;
  }

  private static HttpResponse<String> execute(String log) throws Exception {
    Matcher port = Pattern.compile("Listening on 127.0.0.1:(\\d+)").matcher(log);
    assertThat(port.find()).isTrue();
    URI uri = URI.create("http://127.0.0.1:" + port.group(1) + "/execute");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri)
              .POST(HttpRequest.BodyPublishers.ofString("{\"wait\": 60}"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aServiceThatIsItsOwnWorkerAnswersTheReport() throws Exception {
    Map<String, String> environment = environment(PostgresServer.address(), "on");
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(
            () -> application(out, stop).serve(environment), Thread.ofPlatform()::start);
    Runnable stopping = stop.get();

    HttpResponse<String> answer = execute(out.toString(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"successful\":1");
    stopping.run();
    assertThat(exit.get()).isZero();
  }

  @Test
  void aWorkerMakesTheCallsOfAService() throws Exception {
    String store = PostgresServer.address();
    CompletableFuture<Runnable> stopWork = new CompletableFuture<>();
    CompletableFuture<Integer> work =
        CompletableFuture.supplyAsync(
            () -> application(out, stopWork).work(environment(store, "on")),
            Thread.ofPlatform()::start);
    CompletableFuture<Integer> service =
        CompletableFuture.supplyAsync(
            () -> application(out, stop).serve(environment(store, "off")),
            Thread.ofPlatform()::start);
    Runnable stopping = stop.get();

    HttpResponse<String> answer = execute(out.toString(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    heartbeat.await();
    assertThat(server.received())
        .extracting(WebServer.Received::target)
        .containsOnlyOnce("/a")
        .anyMatch(target -> target.startsWith("/beat?rid="));
    stopping.run();
    stopWork.get().run();
    assertThat(service.get()).isZero();
    assertThat(work.get()).isZero();
  }

  @Test
  void aWorkerThatIsInterruptedEnds() throws Exception {
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Map<String, String> environment = environment(PostgresServer.address(), "on");
    Thread working =
        Thread.ofPlatform().start(() -> exit.complete(application(out, stop).work(environment)));
    Runnable stopping = stop.get();
    working.interrupt();

    assertThat(exit.get()).isZero();
    stopping.run();
  }
}

package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, as ./runner starts it: its exit codes, its signals. */
final class ProcessTest {

  private static final String LISTENING = "Listening on 127.0.0.1:";

  private final List<Process> started = new ArrayList<>();
  private @TempDir Path directory;

  @AfterEach
  void endWhatIsLeft() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.schedulerrunner.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("STORE_URL", "memory:");
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String read(java.io.InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Reads the log until the service listens, and on in the background. */
  private static int port(Process process) throws IOException {
    BufferedReader log = process.inputReader();
    String line = log.readLine();
    while (!line.contains(LISTENING)) {
      line = log.readLine();
    }
    String rest = line.substring(line.indexOf(LISTENING) + LISTENING.length());
    return Integer.parseInt(rest.split("\\D", 2)[0]);
  }

  private static HttpRequest execute(int port) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/execute"))
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
  }

  @Test
  void itServesUntilSigtermAndReportsWhatItCutOff() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    try (RawServer silent =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  called.countDown();
                  new CountDownLatch(1).await();
                });
        HttpClient client = HttpClient.newHttpClient()) {
      Process service =
          start(Map.of("PORT", "0", "ENDPOINTS", "[\"" + silent.url() + "/\"]"), "serve");
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(execute(port(service)), HttpResponse.BodyHandlers.ofString());
      called.await();

      service.destroy();

      assertThat(answer.get().statusCode()).isEqualTo(500);
      assertThat(answer.get().body()).contains("\"status\":\"cancelled\"");
      assertThat(service.waitFor()).isZero();
    }
  }

  @Test
  void withoutEndpointsItCallsItsOwnTasks() throws Exception {
    Process service = start(Map.of("PORT", "0"), "serve", "--host", "127.0.0.1");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(execute(port(service)), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"successful\":3")
          .contains("Task 3 executed successfully");
    }
    service.destroy();
    assertThat(service.waitFor()).isZero();
  }

  @Test
  void aPortThatIsTakenOrIsNoneEndsItWithTwo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      for (String port : List.of(Integer.toString(taken.getLocalPort()), "http")) {
        Process service = start(Map.of("PORT", port, "HOST", "0.0.0.0"), "serve");

        assertThat(read(service.getErrorStream())).contains("PORT: ");
        assertThat(service.waitFor()).isEqualTo(2);
      }
    }
  }

  @Test
  void aRunThatFailsEndsItWithOneAndOneThatSucceedsWithZero() throws Exception {
    try (WebServer server =
        new WebServer(
            exchange ->
                exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().equals("/bad") ? 404 : 200, -1))) {
      Process bad = start(Map.of(), "run", "--json", server.url("/good"), server.url("/bad"));
      assertThat(read(bad.getInputStream())).startsWith("{\"success\":false,").endsWith("}\n");
      assertThat(bad.waitFor()).isEqualTo(1);

      Process good = start(Map.of(), "run", "--json", server.url("/good"));
      assertThat(read(good.getInputStream())).startsWith("{\"success\":true,");
      assertThat(good.waitFor()).isZero();
    }
  }
}

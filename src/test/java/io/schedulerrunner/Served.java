package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The service, as {@code serve} starts it, in this process. */
final class Served implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on 127.0.0.1:(\\d+)");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<Integer> exit;
  private final Runnable stop;
  private final String url;

  /** Starts it on a free port, with an environment that may say more; returns once it is up. */
  Served(Path directory, Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PORT", "0");
    all.put("HOST", "127.0.0.1");
    all.putIfAbsent("STORE_URL", "memory:");
    all.putIfAbsent("LOG_FORMAT", "json");
    PrintStream stream = new PrintStream(out, true, UTF_8);
    CompletableFuture<Runnable> up = new CompletableFuture<>();
    Application application = new Application(directory, stream, stream, up::complete);
    exit =
        CompletableFuture.supplyAsync(() -> application.serve(all))
            .whenComplete((code, failure) -> up.completeExceptionally(new AssertionError(failure)));
    stop = up.get();
    Matcher port = LISTENING.matcher(log());
    assertThat(port.find()).isTrue();
    url = "http://127.0.0.1:" + port.group(1);
  }

  /** Sends a request without a body. */
  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    return client.send(
        (headers.length > 0 ? request.headers(headers) : request).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** What it has written so far. */
  String log() {
    return out.toString(UTF_8);
  }

  /** The same, line by line. */
  List<JsonNode> lines() {
    return log().lines().map(Json::read).toList();
  }

  @Override
  public void close() {
    client.close();
    stop.run();
    assertThat(exit.join()).isZero();
  }
}

package io.schedulerrunner.testing;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * Plays Cloud Tasks' REST API, and delivers over real HTTP what it was given, as badly as Cloud
 * Tasks may: late, in any order, some of it twice, and again where an answer is lost or is no
 * success. Names are there once, for ever.
 */
public final class FakeCloudTasks implements AutoCloseable {

  private static final int MOST_MILLIS = 200;

  private final WebServer server = new WebServer(this::answer);
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Random random = new Random(11);
  private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(8);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile List<Integer> instances = List.of();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final BiFunction<String, String, String> tokens;

  /**
   * Listens on a free port.
   *
   * @param tokens makes an ID token of a service account for an audience
   */
  public FakeCloudTasks(BiFunction<String, String, String> tokens) {
    this.tokens = tokens;
  }

  /** Its host and port. */
  public String host() {
    return "127.0.0.1:" + server.port();
  }

  /** Delivers to these ports in turn from now on, as a load balancer would. */
  public void deliverTo(List<Integer> ports) {
    instances = List.copyOf(ports);
  }

  /** How often something was delivered. */
  public int deliveries() {
    return deliveries.get();
  }

  /** How many tasks were made. */
  public int tasks() {
    return names.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode task = Json.read(exchange.getRequestBody().readAllBytes()).path("task");
    if (!names.add(task.path("name").asString())) {
      WebServer.always(409, "application/json", "{\"error\":{\"status\":\"ALREADY_EXISTS\"}}")
          .to(exchange);
      return;
    }
    deliver(task);
    if (oneIn(5)) {
      deliver(task);
    }
    // It is made; that it says so may get lost.
    WebServer.always(oneIn(5) ? 503 : 200, "application/json", "{}").to(exchange);
  }

  private synchronized boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private synchronized void deliver(JsonNode task) {
    var _ =
        threads.schedule(
            () -> attempt(task.path("httpRequest"), task),
            random.nextInt(MOST_MILLIS),
            TimeUnit.MILLISECONDS);
  }

  private void attempt(JsonNode request, JsonNode task) {
    deliveries.incrementAndGet();
    try {
      HttpResponse<Void> response =
          client.send(message(request), HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() / 100 != 2 || oneIn(10)) {
        deliver(task);
      }
    } catch (IOException e) {
      deliver(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest message(JsonNode request) {
    URI url = URI.create(request.path("url").asString());
    List<Integer> ports = instances;
    int port = ports.get(turn.getAndIncrement() % ports.size());
    JsonNode token = request.path("oidcToken");
    byte[] body = Base64.getDecoder().decode(request.path("body").asString());
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + url.getPath()))
        .header(
            "Authorization",
            "Bearer "
                + tokens.apply(
                    token.path("serviceAccountEmail").asString(),
                    token.path("audience").asString()))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.close();
    client.shutdownNow();
  }
}

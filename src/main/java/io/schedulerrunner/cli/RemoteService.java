package io.schedulerrunner.cli;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A deployed service, asked over HTTP with the credentials it wants. Thread-safe. */
final class RemoteService implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final Optional<String> apiKey;
  private final Supplier<Optional<String>> identity;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private volatile Optional<String> token = Optional.empty();

  /** An answer: its status and its body, which is missing where it is no JSON. */
  record Reply(int status, String text, JsonNode json) {

    static Reply of(HttpResponse<String> response) {
      JsonNode json;
      try {
        json = Json.read(response.body());
      } catch (JsonException e) {
        json = MissingNode.getInstance();
      }
      return new Reply(response.statusCode(), response.body(), json);
    }

    boolean isRefusal() {
      return status == 401 || status == 403;
    }
  }

  RemoteService(URI base, Optional<String> apiKey, Supplier<Optional<String>> identity) {
    this.base = base;
    this.apiKey = apiKey;
    this.identity = identity;
  }

  /** Where it is. */
  URI base() {
    return base;
  }

  /** The first request, which finds out what credentials it takes. */
  Reply first(String path, String body) throws IOException {
    Reply reply = post(path, body, "", PATIENCE);
    if (reply.isRefusal()) {
      token = identity.get();
    }
    return reply.isRefusal() && token.isPresent() ? post(path, body, "", PATIENCE) : reply;
  }

  Reply post(String path, String body, String key, Duration patience) throws IOException {
    return joined(posting(path, body, key, patience));
  }

  /** Posts, and does not wait for the answer. */
  CompletableFuture<Reply> posting(String path, String body, String key, Duration patience) {
    HttpRequest.Builder request =
        request(path).timeout(patience).POST(HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return client
        .sendAsync(
            request.header("Content-Type", "application/json").build(),
            HttpResponse.BodyHandlers.ofString())
        .thenApply(Reply::of);
  }

  Reply get(String path) throws IOException {
    return joined(
        client
            .sendAsync(
                request(path).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
            .thenApply(Reply::of));
  }

  /** The lines of an answer, as they come. */
  Stream<String> lines(String path) throws IOException {
    return joined(client.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofLines()))
        .body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).header("User-Agent", "gcp-scheduler-runner");
    apiKey.ifPresent(key -> request.header("X-API-Key", key));
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  /** What came, or why nothing did. */
  static <T> T joined(CompletableFuture<T> coming) throws IOException {
    try {
      return coming.join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IOException(reason(cause), cause);
    }
  }

  /** In words of a person: of most of these the JDK's client gives no message but their class. */
  static String reason(Throwable failure) {
    return switch (failure) {
      case HttpTimeoutException late -> "it took too long.";
      case ConnectException unknown when unknown.getCause() instanceof UnresolvedAddressException ->
          "its host name could not be resolved.";
      case ConnectException closed -> "nothing listens there, or a firewall refuses.";
      case SSLException untrusted ->
          "there is no trusted connection: " + untrusted.getMessage() + ".";
      default -> failure + ".";
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

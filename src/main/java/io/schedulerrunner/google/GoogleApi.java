package io.schedulerrunner.google;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import io.schedulerrunner.execute.GoogleAccess;
import io.schedulerrunner.execute.TokenReply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * One of Google's APIs over REST, as the service account that the runner runs as. Thread-safe;
 * every wait is bounded; never throws for what the API does.
 */
public final class GoogleApi implements AutoCloseable {

  /** How long an answer may take, and before it a token. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MAX_BYTES = 64 << 20;

  /** What an emulator takes for a token: it lets its owner do everything. */
  private static final TokenReply OWNER = new TokenReply.Issued("owner", Instant.MAX);

  private final GoogleAccess access;
  private final URI base;
  private final boolean emulated;
  private final Duration patience;

  private GoogleApi(GoogleAccess access, URI base, boolean emulated, Duration patience) {
    this.access = access;
    this.base = base;
    this.emulated = emulated;
    this.patience = patience;
  }

  /**
   * An API.
   *
   * @param host of the API itself, such as {@code firestore.googleapis.com}
   * @param emulator host and port of an emulator that is to be asked instead; it gets no token
   */
  public static GoogleApi of(GoogleAccess access, String host, Optional<String> emulator) {
    return new GoogleApi(
        access,
        URI.create(emulator.map(it -> "http://" + it).orElseGet(() -> "https://" + host)),
        emulator.isPresent(),
        PATIENCE);
  }

  /** An API that is somewhere else, and takes tokens. */
  static GoogleApi at(URI base, GoogleAccess access, Duration patience) {
    return new GoogleApi(access, base, false, patience);
  }

  /** Sends a JSON document to a path, such as {@code /v1/projects/p}. */
  public ApiReply post(String path, byte[] json) {
    try {
      TokenReply reply = emulated ? OWNER : access.token(patience);
      return switch (reply) {
        case TokenReply.Issued issued -> send(path, json, issued.token());
        case TokenReply.Refused refused -> new ApiReply.Unanswered(refused.reason());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ApiReply.Unanswered("Interrupted.");
    }
  }

  private ApiReply send(String path, byte[] json, String token) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Request request =
        access
            .request(base.resolve(path))
            .method(HttpMethod.POST)
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .headers(fields -> fields.put(HttpHeader.AUTHORIZATION, "Bearer " + token))
            .body(new BytesRequestContent("application/json", json));
    try {
      return read(new CompletableResponseListener(request, MAX_BYTES).send().get());
    } catch (ExecutionException e) {
      return new ApiReply.Unanswered(base + " does not answer: " + e.getCause());
    }
  }

  private ApiReply read(ContentResponse response) {
    try {
      JsonNode body = Json.read(response.getContent());
      return HttpStatus.isSuccess(response.getStatus())
          ? new ApiReply.Answered(body)
          : refused(response.getStatus(), body.isArray() ? body.path(0) : body);
    } catch (JsonException e) {
      return new ApiReply.Unanswered(
          base + " answered HTTP " + response.getStatus() + ", no JSON.");
    }
  }

  private static ApiReply refused(int status, JsonNode body) {
    JsonNode error = body.path("error");
    return new ApiReply.Refused(
        status, error.path("status").asString(""), error.path("message").asString(""));
  }

  @Override
  public String toString() {
    return base.toString();
  }

  @Override
  public void close() {
    access.close();
  }
}

package io.schedulerrunner.web.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import io.schedulerrunner.config.Json;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.JsonNode;

/**
 * Asks the issuer for its keys: its discovery document (OpenID Connect Discovery 1.0, section 4)
 * says where they are. Thread-safe.
 */
final class IssuerClient implements AutoCloseable {

  /** How long each of the two documents may take. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MAX_THREADS = 16;
  private static final int MAX_BYTES = 262_144;
  private static final long SHORTEST_SECONDS = 60;
  private static final long LONGEST_SECONDS = 86_400;
  private static final long USUAL_SECONDS = 3600;
  private static final String MAX_AGE = "max-age=";

  private final URI issuer;
  private final Duration patience;
  private final HttpClient client = new HttpClient();

  IssuerClient(URI issuer, Duration patience) {
    this.issuer = issuer;
    this.patience = patience;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("issuer");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setFollowRedirects(false);
  }

  /** The keys as they are now; fails with whatever was wrong. */
  CompletableFuture<IssuerKeys.Published> fetch() {
    LifeCycle.start(client);
    String document = issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration";
    return get(URI.create(document))
        .thenCompose(response -> get(keysUrl(response)))
        .thenApply(IssuerClient::published);
  }

  private CompletableFuture<ContentResponse> get(URI url) {
    return new CompletableResponseListener(
            client
                .newRequest(url)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .headers(fields -> fields.put(HttpHeader.CONNECTION, "close")),
            MAX_BYTES)
        .send()
        .thenApply(IssuerClient::successful);
  }

  private static ContentResponse successful(ContentResponse response) {
    if (!HttpStatus.isSuccess(response.getStatus())) {
      throw new IllegalStateException("HTTP " + response.getStatus());
    }
    return response;
  }

  /** Where the keys are; as safe a place as the issuer itself. */
  private URI keysUrl(ContentResponse response) {
    JsonNode document = Json.read(response.getContent());
    URI url =
        Optional.ofNullable(document.get("jwks_uri"))
            .map(node -> URI.create(node.asString()))
            .orElseThrow(() -> new IllegalStateException("no jwks_uri"));
    if (!"https".equals(url.getScheme()) && !issuer.getScheme().equals(url.getScheme())) {
      throw new IllegalStateException("jwks_uri is not https");
    }
    return url;
  }

  private static IssuerKeys.Published published(ContentResponse response) {
    try {
      JWKSet keys = JWKSet.parse(response.getContentAsString());
      return new IssuerKeys.Published(keys, lifetime(response));
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RFC 9111, section 5.2.2.1, within reason. */
  private static Duration lifetime(ContentResponse response) {
    long seconds =
        response.getHeaders().getCSV(HttpHeader.CACHE_CONTROL, false).stream()
            .filter(directive -> directive.matches("max-age=\\d{1,9}"))
            .map(directive -> Long.valueOf(directive.substring(MAX_AGE.length())))
            .findFirst()
            .orElse(USUAL_SECONDS);
    return Duration.ofSeconds(Math.clamp(seconds, SHORTEST_SECONDS, LONGEST_SECONDS));
  }

  @Override
  public void close() {
    LifeCycle.stop(client);
  }
}

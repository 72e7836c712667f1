package io.schedulerrunner.execute;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;

/** Asks the servers that issue tokens. Thread-safe. */
final class TokenClient {

  /** How long such a server may take. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MAX_BYTES = 65_536;

  /** Reads a token from the body of an answer. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException where there is none
     */
    TokenReply read(String body);
  }

  private final JettyClients clients;
  private final Duration patience;

  TokenClient(JettyClients clients, Duration patience) {
    this.clients = clients;
    this.patience = patience;
  }

  /** Asks Google's metadata server. */
  CompletableFuture<TokenReply> metadata(URI url, Reader reader) {
    return send(toMetadata(url), "the metadata server at " + url.getAuthority(), reader);
  }

  /** A request to Google's metadata server. */
  Request toMetadata(URI url) {
    return request(url).headers(fields -> fields.put("Metadata-Flavor", "Google"));
  }

  /** Asks an OAuth 2.0 token endpoint (RFC 6749, section 3.2). */
  CompletableFuture<TokenReply> post(URI url, Fields form, Reader reader) {
    Request request = request(url).method(HttpMethod.POST).body(new FormRequestContent(form));
    return send(request, url.getAuthority(), reader);
  }

  /** Such things are asked for about once an hour: no connection is worth keeping. */
  private Request request(URI url) {
    return clients
        .forScheme(url.getScheme())
        .newRequest(url)
        .tag(OwnServers.ALLOWED)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .headers(fields -> fields.put(HttpHeader.CONNECTION, "close"));
  }

  private CompletableFuture<TokenReply> send(Request request, String server, Reader reader) {
    return new CompletableResponseListener(request, MAX_BYTES)
        .send()
        .handle(
            (response, failure) ->
                failure == null ? read(response, server, reader) : unanswered(server, failure));
  }

  private static TokenReply read(ContentResponse response, String server, Reader reader) {
    if (!HttpStatus.isSuccess(response.getStatus())) {
      return new TokenReply.Refused(
          "No token: " + server + " answered HTTP " + response.getStatus() + hint(response) + ".");
    }
    try {
      return reader.read(response.getContentAsString());
    } catch (IllegalArgumentException e) {
      return new TokenReply.Refused("No token: what " + server + " answered holds none.");
    }
  }

  /** What the usual refusals mean; the answer itself may repeat what was sent. */
  private static String hint(ContentResponse response) {
    return switch (response.getStatus()) {
      case HttpStatus.NOT_FOUND_404 -> ": is a service account attached to this service";
      case HttpStatus.BAD_REQUEST_400, HttpStatus.UNAUTHORIZED_401 ->
          ": the credentials are not valid, or no longer";
      case HttpStatus.FORBIDDEN_403 -> ": the service account may not do this";
      default -> "";
    };
  }

  private TokenReply unanswered(String server, Throwable failure) {
    boolean late = failure instanceof TimeoutException;
    return new TokenReply.Refused(
        late
            ? "No token: " + server + " did not answer within " + Wording.seconds(patience) + "."
            : "No token: " + server + " could not be reached.");
  }
}

package io.schedulerrunner.execute;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;

/** Sends by Jetty's client. Thread-safe. */
record JettyPosts(JettyClients clients) implements Posts {

  @Override
  public CompletableFuture<Receipt> send(
      URI url, Map<String, String> headers, byte[] body, Duration patience) {
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    AtomicBoolean connected = new AtomicBoolean();
    Request request =
        clients
            .forScheme(url.getScheme())
            .newRequest(url)
            .method(HttpMethod.POST)
            .tag(OwnServers.ALLOWED)
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .headers(
                fields -> {
                  // Minutes pass until the next one: no connection is worth keeping.
                  fields.put(HttpHeader.CONNECTION, "close");
                  headers.forEach(fields::put);
                })
            .body(new BytesRequestContent(headers.getOrDefault("Content-Type", ""), body))
            // Not when the request was sent: its answer, or the end of it, may be noticed before
            // that.
            .onRequestBegin(_ -> connected.set(true))
            // Whatever else such a server has to say, however long it takes, is of no interest.
            .onResponseBegin(answer -> receipt.complete(new Receipt.Answered(answer.getStatus())));
    request.send(
        result -> {
          if (result.isFailed()) {
            receipt.complete(unanswered(request.getURI(), connected.get(), result.getFailure()));
          }
        });
    return receipt;
  }

  private static Receipt unanswered(URI url, boolean connected, Throwable failure) {
    Classifier classifier =
        new Classifier(HttpURI.from(url), connected, connected, false, Optional.empty());
    return new Receipt.Unanswered(classifier.failure(failure).message());
  }
}

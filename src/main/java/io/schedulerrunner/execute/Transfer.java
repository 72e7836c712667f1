package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;

/** One request on its way, and its answer. Used once. */
final class Transfer {

  private final Exchange exchange;
  private final HttpURI url;
  private final Collector collector;
  private final HttpClient client;
  private final org.eclipse.jetty.client.Request outgoing;
  private final SoleConnection alone;

  Transfer(JettyClients clients, Exchange exchange, HttpURI url, int keptBytes) {
    this.exchange = exchange;
    this.url = url;
    collector = new Collector(clients.connections(), keptBytes);
    client = clients.forScheme(url.getScheme());
    outgoing = outgoing();
    if (clients.mayOutlastIdling(exchange.request().timeout())) {
      outgoing.idleTimeout(0, TimeUnit.MILLISECONDS);
    }
    alone = new SoleConnection(outgoing, collector);
  }

  private org.eclipse.jetty.client.Request outgoing() {
    Request request = exchange.request();
    org.eclipse.jetty.client.Request made =
        client
            .newRequest(url.getHost(), port(url))
            .scheme(url.getScheme())
            .method(request.method())
            .path(url.getPathQuery())
            .tag(exchange.scope().addresses())
            .onRequestBegin(begun -> collector.begin(begun.getConnection()))
            .onRequestCommit(committed -> collector.commit());
    made.headers(
        headers -> request.headers().forEach(header -> headers.put(header.name(), header.value())));
    request
        .body()
        .ifPresent(body -> made.body(new BytesRequestContent(body.contentType(), body.bytes())));
    return made;
  }

  /** The port a URL means. */
  static int port(HttpURI url) {
    return url.getPort() > 0 ? url.getPort() : isSecure(url) ? 443 : 80;
  }

  /** Whether a URL means TLS. */
  static boolean isSecure(HttpURI url) {
    return "https".equals(url.getScheme());
  }

  /** Sends on whatever connection there is, and waits for the answer. */
  Reply perform(Duration timeout) {
    outgoing.send(collector);
    return await(timeout);
  }

  /** Sends on a new connection, and waits for the answer. */
  Reply performAlone(Duration timeout) {
    client.resolveDestination(outgoing).newConnection(alone);
    return await(timeout);
  }

  private Reply await(Duration timeout) {
    try {
      return collector.await(timeout) ? reply() : timedOut(timeout);
    } catch (InterruptedException e) {
      abandon("stopped");
      Thread.currentThread().interrupt();
      return new Reply.Failed(ErrorType.CANCELLED, "Cut off because the run ended.");
    } finally {
      exchange.progress().measured(collector.phases(isSecure(url)), collector.address());
    }
  }

  /** Whether the peer had closed the connection before it can have seen the request. */
  boolean wasStale() {
    return collector.wasStale();
  }

  /** Nobody waits for what comes of it. */
  private void abandon(String reason) {
    alone.abandon();
    var _ = outgoing.abort(new AbandonedException(reason));
  }

  private Reply reply() {
    Optional<Throwable> cause = collector.failure();
    Optional<Answer> answer = collector.answer(cause.isEmpty());
    return cause
        .<Reply>map(broken -> new Reply.Failed(classifier(answer).failure(broken), answer))
        .orElseGet(() -> new Reply.Answered(answer.orElseThrow()));
  }

  private Classifier classifier(Optional<Answer> answer) {
    return new Classifier(url, collector.wasConnected(), collector.wasSent(), answer);
  }

  private Reply timedOut(Duration timeout) {
    abandon("timeout");
    Optional<Answer> answer = collector.answer(false);
    String within = " within " + Wording.seconds(timeout) + ".";
    String message =
        answer
            .map(
                part ->
                    "The answer was not complete"
                        + within
                        + " So far: status "
                        + part.status()
                        + " and "
                        + part.body().total()
                        + " bytes of body.")
            .orElseGet(() -> (collector.wasSent() ? "No answer" : "No connection") + within);
    return new Reply.Failed(new Failure(ErrorType.TIMEOUT, message), answer);
  }
}

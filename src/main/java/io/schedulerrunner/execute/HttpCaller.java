package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;

/** Speaks HTTP: one request, one answer. The innermost caller. */
final class HttpCaller implements Caller {

  private final JettyClients clients;
  private final int maxResponseBytes;
  private final Time time;

  /** Keeps so many bytes of each body, and some more so that a secret at the cut is seen whole. */
  HttpCaller(JettyClients clients, int maxResponseBytes, Time time) {
    this.clients = clients;
    this.maxResponseBytes = maxResponseBytes;
    this.time = time;
  }

  @Override
  public Reply call(Exchange exchange) {
    Request request = exchange.request();
    HttpURI url;
    try {
      url = HttpURI.from(request.url());
    } catch (IllegalArgumentException e) {
      return new Reply.Failed(ErrorType.PROTOCOL, "This is not a URL that can be called.");
    }
    Duration timeout = timeout(exchange);
    Collector collector =
        new Collector(maxResponseBytes + exchange.scope().plan().secrets().longest());
    org.eclipse.jetty.client.Request outgoing = outgoing(request, url);
    outgoing.onRequestCommit(collector::commit).send(collector);
    try {
      if (collector.await(timeout)) {
        return reply(collector, url);
      }
      abandon(outgoing, "timeout");
      return timedOut(collector, timeout);
    } catch (InterruptedException e) {
      abandon(outgoing, "stopped");
      Thread.currentThread().interrupt();
      return new Reply.Failed(ErrorType.CANCELLED, "Cut off because the run ended.");
    }
  }

  /** Nobody waits for what comes of it. */
  private static void abandon(org.eclipse.jetty.client.Request outgoing, String reason) {
    var _ = outgoing.abort(new AbandonedException(reason));
  }

  /** The endpoint's own, or what is left of the run if that is less. */
  private Duration timeout(Exchange exchange) {
    Duration own = exchange.request().timeout();
    Duration left = exchange.scope().remaining(time);
    return own.compareTo(left) < 0 ? own : left;
  }

  private org.eclipse.jetty.client.Request outgoing(Request request, HttpURI url) {
    HttpClient client = clients.forScheme(url.getScheme());
    org.eclipse.jetty.client.Request outgoing =
        client
            .newRequest(url.getHost(), port(url))
            .scheme(url.getScheme())
            .method(request.method())
            .path(url.getPathQuery());
    outgoing.headers(
        headers -> request.headers().forEach(header -> headers.put(header.name(), header.value())));
    request
        .body()
        .ifPresent(
            body -> outgoing.body(new BytesRequestContent(body.contentType(), body.bytes())));
    return outgoing;
  }

  /** The port a URL means. */
  static int port(HttpURI url) {
    return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
  }

  private static Reply reply(Collector collector, HttpURI url) {
    Optional<Answer> answer = collector.answer(collector.failure().isEmpty());
    return collector
        .failure()
        .map(cause -> failed(cause, collector, answer, url))
        .orElseGet(() -> new Reply.Answered(answer.orElseThrow()));
  }

  private static Reply failed(
      Throwable cause, Collector collector, Optional<Answer> answer, HttpURI url) {
    Failure failure = new Classifier(url, collector.wasSent(), answer).failure(cause);
    return new Reply.Failed(failure, answer);
  }

  private static Reply timedOut(Collector collector, Duration timeout) {
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

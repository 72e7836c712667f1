package io.schedulerrunner.execute;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;

/** One request on its way, and its answer. Used once. */
final class Transfer {

  /** What becomes of a call that is under way when its run ends. */
  static final Reply CUT_OFF =
      new Reply.Failed(ErrorType.CANCELLED, "Cut off because the run ended.");

  /**
   * What is replaced at once: to be made from a host and a port, a request parses a URL of them.
   */
  private static final URI ANYWHERE = URI.create("http://localhost");

  private final Exchange exchange;
  private final HttpURI url;
  private final Collector collector;
  private final HttpClient client;
  private final Patience patience;
  private final org.eclipse.jetty.client.Request outgoing;
  private final SoleConnection alone;
  private boolean over;

  /** With the client that sends it, and who waits for the answer. */
  Transfer(
      HttpClient client, Patience patience, Collector collector, Exchange exchange, HttpURI url) {
    this.client = client;
    this.patience = patience;
    this.collector = collector;
    this.exchange = exchange;
    this.url = url;
    outgoing = outgoing();
    alone = new SoleConnection(outgoing, collector);
  }

  private org.eclipse.jetty.client.Request outgoing() {
    Request request = exchange.request();
    org.eclipse.jetty.client.Request made =
        unaddressed(url.getPathQuery())
            .scheme(url.getScheme())
            .host(url.getHost())
            .port(port(url))
            .method(request.method())
            .tag(exchange.scope().addresses())
            .onRequestBegin(begun -> collector.begin(begun.getConnection()))
            .onRequestCommit(committed -> collector.commit());
    made.headers(headers -> fill(headers, request));
    request
        .body()
        .ifPresent(body -> made.body(new BytesRequestContent(body.contentType(), body.bytes())));
    return made;
  }

  /** The client takes what follows two slashes for a host, where no host stands before them. */
  private org.eclipse.jetty.client.Request unaddressed(String pathQuery) {
    return pathQuery.startsWith("//")
        ? client.newRequest(URI.create(ANYWHERE + pathQuery))
        : client.newRequest(ANYWHERE).path(pathQuery);
  }

  private void fill(HttpFields.Mutable headers, Request request) {
    if (!isSecure(url)) {
      // Said at once, the client need not parse a URL to find out.
      headers.put(new HostPortHttpField(url.getHost(), port(url) == 80 ? 0 : port(url)));
    }
    request.headers().forEach(header -> headers.put(header.name(), header.value().strip()));
  }

  /** The port a URL means. */
  static int port(HttpURI url) {
    return url.getPort() > 0 ? url.getPort() : isSecure(url) ? 443 : 80;
  }

  /** The port that is said to a host that is called by TLS; 0 where it goes without saying. */
  static int saidPort(HttpURI url) {
    return port(url) == 443 ? 0 : port(url);
  }

  /** Whether a URL means TLS. */
  static boolean isSecure(HttpURI url) {
    return "https".equals(url.getScheme());
  }

  /** Its answer may be waited for so long that its connection would count as idle. */
  void beSilent() {
    outgoing.idleTimeout(0, TimeUnit.MILLISECONDS);
  }

  /** Sends on whatever connection there is, and waits for the answer. */
  Reply perform(long deadlineNanos) {
    outgoing.send(collector);
    return await(deadlineNanos);
  }

  /** Sends on a new connection, and waits for the answer. */
  Reply performAlone(long deadlineNanos) {
    client.resolveDestination(outgoing).newConnection(alone);
    return await(deadlineNanos);
  }

  /** Sends on a connection that others use as well, and waits for the answer. */
  Reply performOn(SharedConnection connection, long deadlineNanos) {
    // A port that goes without saying is not said, as over HTTP/1.1.
    outgoing.port(saidPort(url));
    connection.send(outgoing, collector);
    return await(deadlineNanos);
  }

  /** Whether the exchange came to an end by itself, not by this side's patience. */
  boolean isOver() {
    return over;
  }

  private Reply await(long deadlineNanos) {
    try {
      over = patience.await(collector, deadlineNanos);
      return over ? reply() : timedOut();
    } catch (InterruptedException e) {
      abandon("stopped");
      Thread.currentThread().interrupt();
      return CUT_OFF;
    } finally {
      exchange.progress().measured(collector.phases(isSecure(url)), collector.address());
    }
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
    return new Classifier(
        url, collector.wasConnected(), collector.wasSent(), collector.wasShared(), answer);
  }

  private Reply timedOut() {
    abandon("timeout");
    Optional<Answer> answer = collector.answer(false);
    String within = " within " + Wording.seconds(exchange.request().timeout()) + ".";
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

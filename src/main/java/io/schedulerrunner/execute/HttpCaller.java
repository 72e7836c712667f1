package io.schedulerrunner.execute;

import java.time.Duration;
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
    return CallableUrl.of(exchange.request().url())
        .map(url -> call(exchange, url))
        .orElseGet(
            () -> new Reply.Failed(ErrorType.PROTOCOL, "This is not a URL that can be called."));
  }

  private Reply call(Exchange exchange, HttpURI url) {
    int keptBytes = maxResponseBytes + exchange.secrets().longest();
    Transfer first = new Transfer(clients, exchange, url, keptBytes);
    Reply reply = first.perform(timeout(exchange));
    // A connection that was closed while it lay idle is no fault of the endpoint's. Trying again is
    // safe, whatever the method: the request carries an Idempotency-Key, and nothing was answered.
    return first.wasStale()
        ? new Transfer(clients, exchange, url, keptBytes).perform(timeout(exchange))
        : reply;
  }

  /** The endpoint's own, or what is left of the run if that is less. */
  private Duration timeout(Exchange exchange) {
    Duration own = exchange.request().timeout();
    Duration left = exchange.scope().remaining(time);
    return own.compareTo(left) < 0 ? own : left;
  }
}

package io.schedulerrunner.execute;

import org.eclipse.jetty.http.HttpURI;

/**
 * Speaks HTTP: one request, one answer. The innermost caller. It knows nothing of the run's
 * deadline: at the end of a run, what is still under way is interrupted.
 */
final class HttpCaller implements Caller {

  private final JettyClients clients;
  private final int maxResponseBytes;

  /** Keeps so many bytes of each body, and some more so that a secret at the cut is seen whole. */
  HttpCaller(JettyClients clients, int maxResponseBytes) {
    this.clients = clients;
    this.maxResponseBytes = maxResponseBytes;
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
    Reply reply = first.perform(exchange.request().timeout());
    // A connection that was closed while it lay idle is no fault of the endpoint's. Trying again is
    // safe, whatever the method: the request carries an Idempotency-Key, and nothing was answered.
    // Where one idle connection was closed, others may be: the second attempt gets a new one.
    return first.wasStale()
        ? new Transfer(clients, exchange, url, keptBytes).performAlone(exchange.request().timeout())
        : reply;
  }
}

package io.schedulerrunner.execute;

import org.eclipse.jetty.http.HttpURI;

/**
 * Speaks HTTP: one request, one answer. The innermost caller. It knows nothing of the run's
 * deadline: at the end of a run, what is still under way is interrupted.
 */
final class HttpCaller implements Caller {

  /** How often a request that a host refused is tried again on a connection that is shared. */
  private static final int SHARED_ATTEMPTS = 3;

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
    long deadline = System.nanoTime() + exchange.request().timeout().toNanos();
    Transfer transfer = transfer(exchange, url);
    Reply reply = transfer.perform(deadline);
    // A host may end a connection that carries many requests, and says which it has not begun.
    for (int again = 0; again < SHARED_ATTEMPTS && transfer.wasRefused(); again++) {
      transfer = transfer(exchange, url);
      reply = transfer.perform(deadline);
    }
    // A connection that was closed while it lay idle is no fault of the endpoint's. Trying again is
    // safe, whatever the method: the request carries an Idempotency-Key, and nothing was answered.
    // Where one idle connection was closed, others may be: the second attempt gets a new one.
    return transfer.wasRefused() || transfer.wasStale()
        ? transfer(exchange, url).performAlone(deadline)
        : reply;
  }

  private Transfer transfer(Exchange exchange, HttpURI url) {
    return new Transfer(clients, exchange, url, maxResponseBytes + exchange.secrets().longest());
  }
}

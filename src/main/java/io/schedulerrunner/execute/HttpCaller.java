package io.schedulerrunner.execute;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;

/**
 * Speaks HTTP: one request, one answer. The innermost caller. It knows nothing of the run's
 * deadline: at the end of a run, what is still under way is interrupted.
 */
final class HttpCaller implements Caller {

  /** Headers that say something about a connection or a host that HTTP/2 says otherwise. */
  private static final Set<String> OF_HTTP1 =
      Set.of(
          "connection",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

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
    return Transfer.isSecure(url) && mayShare(exchange.request())
        ? secure(exchange, url, deadline)
        : http1(exchange, url, deadline);
  }

  /**
   * HTTP/2 has no connection that a request could say something about, and names the host itself
   * (RFC 9113, sections 8.2.2 and 8.3.1); and the HTTP client ends its connections where nothing
   * comes for long, whoever waits.
   */
  private boolean mayShare(Request request) {
    return !clients.mayOutlastIdling(request.timeout())
        && request.headers().stream()
            .noneMatch(header -> OF_HTTP1.contains(header.name().toLowerCase(Locale.ROOT)));
  }

  /** Over HTTP/2 where that is of use, and the host agrees; else over HTTP/1.1. */
  private Reply secure(Exchange exchange, HttpURI url, long deadline) {
    AddressPolicy addresses = exchange.scope().addresses();
    Host host = clients.hosts().enter(url, addresses);
    try {
      return exchange
          .scope()
          .workers()
          .resting(() -> host.place(exchange.request().timeout()))
          .flatMap(connection -> http2(exchange, url, deadline, host, connection))
          .orElseGet(() -> http1(exchange, url, deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Transfer.CUT_OFF;
    } finally {
      clients.hosts().leave(url, addresses);
    }
  }

  /** What came of it; nothing where the host has not begun with it, so that it can go again. */
  private Optional<Reply> http2(
      Exchange exchange, HttpURI url, long deadline, Host host, SharedConnection connection) {
    Collector collector = collector(exchange);
    try {
      Transfer transfer = transfer(clients.http2(), collector, exchange, url);
      Reply reply = transfer.performOn(connection, deadline);
      boolean again = transfer.isOver() && (collector.wasRefused() || collector.wasStale());
      if (!again && collector.wasClosed() && !connection.isProven()) {
        // It offers what it does not master.
        host.giveUp(connection);
      }
      return again ? Optional.empty() : Optional.of(reply);
    } finally {
      connection.leave();
    }
  }

  private Reply http1(Exchange exchange, HttpURI url, long deadline) {
    Collector collector = collector(exchange);
    Transfer first = http1(exchange, url, collector);
    Reply reply = first.perform(deadline);
    // A connection that was closed while it lay idle is no fault of the endpoint's. Trying again is
    // safe, whatever the method: the request carries an Idempotency-Key, and nothing was answered.
    // Where one idle connection was closed, others may be: the second attempt gets a new one.
    return first.isOver() && collector.wasStale()
        ? http1(exchange, url, collector(exchange)).performAlone(deadline)
        : reply;
  }

  private Transfer http1(Exchange exchange, HttpURI url, Collector collector) {
    Transfer transfer = transfer(clients.forScheme(url.getScheme()), collector, exchange, url);
    if (clients.mayOutlastIdling(exchange.request().timeout())) {
      transfer.beSilent();
    }
    return transfer;
  }

  private Transfer transfer(
      HttpClient client, Collector collector, Exchange exchange, HttpURI url) {
    return new Transfer(client, clients.patience(), collector, exchange, url);
  }

  private Collector collector(Exchange exchange) {
    return new Collector(
        clients.connections(),
        exchange.scope().workers(),
        maxResponseBytes + exchange.secrets().longest());
  }
}

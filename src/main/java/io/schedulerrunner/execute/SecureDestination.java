package io.schedulerrunner.execute;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.HttpExchange;

/**
 * A host that is called by TLS. At first, many requests wait for one connection, since the host may
 * take all of them on it; once that turns out otherwise, or the connection fails, each gets its
 * own. Thread-safe.
 */
final class SecureDestination extends HttpDestination {

  private final Queue<Handshake> handshakes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger turns = new AtomicInteger();
  private volatile Optional<Opened> latest = Optional.empty();

  SecureDestination(HttpClient client, Origin origin) {
    super(client, origin);
  }

  private SecurePool pool() {
    return (SecurePool) getConnectionPool();
  }

  /** A handshake goes on. */
  void begun(Handshake handshake) {
    handshakes.add(handshake);
    latest = Optional.of(handshake.opened());
  }

  /** A handshake is over; answers whether it went on until now. */
  boolean ended(Handshake handshake) {
    return handshakes.remove(handshake);
  }

  /**
   * Somebody has waited for a connection in vain: the one that takes longest is given up, and
   * nobody waits together with others until it is known that a connection can be had.
   *
   * @return how far the latest came of those that were opened since that time
   */
  Optional<Opened> abandon(long sinceNanos) {
    pool().oneEach();
    Optional.ofNullable(handshakes.peek()).ifPresent(Handshake::abandon);
    connect();
    return latest.filter(opened -> opened.openedNanos() - sinceNanos >= 0);
  }

  @Override
  public void succeeded() {
    super.succeeded();
    connect();
  }

  /** One connection fails one request: those that waited for it, too, get their own. */
  @Override
  public void failed(Throwable cause) {
    pool().oneEach();
    if (!(cause instanceof HandshakeException broken && broken.isAbandoned())) {
      Optional.ofNullable(getHttpExchanges().peek()).ifPresent(first -> abort(first, cause));
    }
    connect();
  }

  private static void abort(HttpExchange exchange, Throwable cause) {
    var _ = exchange.getRequest().abort(cause);
  }

  /** As many connections as the requests that wait need, one turn for each. */
  private void connect() {
    // A connection can fail while it is asked for: that is seen to here, not one in the other.
    if (turns.getAndIncrement() == 0) {
      do {
        int before = pool().supply();
        if (before < getQueuedRequestCount()) {
          send();
          if (pool().supply() > before) {
            turns.incrementAndGet();
          }
        }
      } while (turns.decrementAndGet() > 0);
    }
  }
}

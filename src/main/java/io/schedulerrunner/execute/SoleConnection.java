package io.schedulerrunner.execute;

import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.Promise;

/**
 * A new connection for one request alone: not one of those that lie idle, and not kept afterwards.
 * Thread-safe.
 */
final class SoleConnection implements Promise<Connection> {

  private final Request request;
  private final Collector collector;
  private boolean abandoned;

  /** With what is sent on it once it is there, and who waits for the answer. */
  SoleConnection(Request request, Collector collector) {
    this.request = request;
    this.collector = collector;
  }

  @Override
  public synchronized void succeeded(Connection connection) {
    if (abandoned) {
      connection.close();
    } else {
      connection.send(request.onComplete(result -> connection.close()), collector);
    }
  }

  @Override
  public void failed(Throwable cause) {
    collector.unconnected(cause);
  }

  /** Nothing is sent from now on: the HTTP client would, on a connection that comes too late. */
  synchronized void abandon() {
    abandoned = true;
  }
}

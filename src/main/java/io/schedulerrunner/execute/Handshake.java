package io.schedulerrunner.execute;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Promise;

/**
 * A connection that is there, and that TLS makes ready for requests or breaks. Those who wait for
 * it are told how far it came. Thread-safe.
 */
final class Handshake implements Promise<Connection> {

  private final Connections connections;
  private final SecureDestination destination;
  private final Promise<Connection> waiting;
  private final EndPoint endPoint;
  private volatile Opened opened;

  private Handshake(
      Connections connections,
      SecureDestination destination,
      Promise<Connection> waiting,
      EndPoint endPoint,
      Opened opened) {
    this.connections = connections;
    this.destination = destination;
    this.waiting = waiting;
    this.endPoint = endPoint;
    this.opened = opened;
  }

  /** Begins, in place of what the HTTP client would tell in the context of its connection. */
  static Handshake begin(Connections connections, EndPoint endPoint, Map<String, Object> context) {
    // What is wrapped around the promise would try the host's next address: not after this one
    // has answered, since the report is to say what was wrong with it.
    @SuppressWarnings("unchecked")
    Promise<Connection> waiting =
        ((Promise.Wrapper<Connection>) requireNonNull(context.get(Connection.PROMISE_CONTEXT_KEY)))
            .getWrapped();
    SecureDestination destination =
        (SecureDestination) requireNonNull(context.get(Destination.CONTEXT_KEY));
    Handshake begun =
        new Handshake(connections, destination, waiting, endPoint, Opened.now(context));
    context.put(Connection.PROMISE_CONTEXT_KEY, begun);
    context.put(
        ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY,
        Promise.<org.eclipse.jetty.io.Connection>from(_ -> {}, begun::failed));
    destination.begun(begun);
    return begun;
  }

  /** TLS is there. */
  void secured() {
    opened = opened.secured();
  }

  /** How far it came. */
  Opened opened() {
    return opened;
  }

  @Override
  public void succeeded(Connection connection) {
    // Not where it was given up at the same moment: then it is closed.
    if (destination.ended(this)) {
      if (connection instanceof ConnectionPool.MaxMultiplexable) {
        Http2.prepare(connection);
      }
      connections.ready(connection, opened, endPoint.getConnection());
      waiting.succeeded(connection);
    }
  }

  @Override
  public void failed(Throwable cause) {
    var _ = destination.ended(this);
    waiting.failed(new HandshakeException(opened, cause));
  }

  /** Nobody waits for it any more. */
  void abandon() {
    failed(new AbandonedException("nobody waits for the connection"));
    endPoint.close();
  }
}

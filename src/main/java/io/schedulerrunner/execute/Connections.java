package io.schedulerrunner.execute;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connections of HTTP/1.1: where they lead, and how those came about that have not carried a
 * request yet. Thread-safe.
 */
final class Connections implements Connection.Listener {

  /**
   * A new connection.
   *
   * @param openedNanos {@link System#nanoTime()} when it was there, without TLS
   */
  record Opened(ConnectTiming timing, long openedNanos) {}

  /** What {@link javax.net.ssl.SSLSession#getProtocol()} says before the handshake's end. */
  private static final String NOTHING = "NONE";

  private final Map<Object, Opened> unused = new ConcurrentHashMap<>();
  private final Map<Object, Optional<String>> addresses = new ConcurrentHashMap<>();

  /** A connection was opened, with what the HTTP client noted on the way. */
  void opened(Connection connection, Map<String, Object> context) {
    connection.addEventListener(this);
    ConnectTiming.of(context)
        .ifPresent(timing -> unused.put(connection, new Opened(timing, System.nanoTime())));
    addresses.put(connection, shown(connection.getEndPoint().getRemoteSocketAddress()));
  }

  @Override
  public void onClosed(Connection connection) {
    unused.remove(connection);
    addresses.remove(connection);
  }

  /** The address a connection leads to, as it is shown; none of one that is gone. */
  Optional<String> address(org.eclipse.jetty.client.Connection connection) {
    Optional<String> known = addresses.getOrDefault(connection, Optional.empty());
    return known.isPresent() ? known : shown(connection.getRemoteSocketAddress());
  }

  private static Optional<String> shown(@Nullable SocketAddress address) {
    return Optional.ofNullable(address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .map(it -> it.getAddress().getHostAddress() + ":" + it.getPort());
  }

  /** How a connection came about, for its first request; nothing for those that use it again. */
  Optional<Opened> take(Object connection) {
    return Optional.ofNullable(unused.remove(connection));
  }

  /** Whether a connection's handshake, where it needs one, has come to a good end. */
  static boolean isNegotiated(Object connection) {
    return Optional.of(connection)
        .filter(Connection.class::isInstance)
        .map(it -> ((Connection) it).getEndPoint())
        .filter(SslConnection.SslEndPoint.class::isInstance)
        .map(it -> ((SslConnection.SslEndPoint) it).getSslConnection().getSSLEngine())
        .filter(engine -> NOTHING.equals(engine.getSession().getProtocol()))
        .isEmpty();
  }
}

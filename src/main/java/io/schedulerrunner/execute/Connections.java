package io.schedulerrunner.execute;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;

/**
 * The connections that were opened and have not carried a request yet, with how they came about.
 * Thread-safe.
 */
final class Connections {

  /**
   * A new connection.
   *
   * @param address of the other end
   * @param openedNanos {@link System#nanoTime()} when it was there, without TLS
   * @param securedNanos the same with TLS, where there was any
   */
  record Opened(
      InetSocketAddress address,
      ConnectTiming timing,
      long openedNanos,
      OptionalLong securedNanos) {

    /** Without TLS, with what the HTTP client noted on the way. */
    static Opened now(Map<String, Object> context) {
      return new Opened(
          (InetSocketAddress)
              requireNonNull(context.get(ClientConnector.REMOTE_SOCKET_ADDRESS_CONTEXT_KEY)),
          ConnectTiming.of(context),
          System.nanoTime(),
          OptionalLong.empty());
    }

    /** The same after the handshake. */
    Opened secured() {
      return new Opened(address, timing, openedNanos, OptionalLong.of(System.nanoTime()));
    }

    Duration connect() {
      return Duration.ofNanos(openedNanos - timing.resolvedNanos());
    }

    Optional<Duration> tls() {
      return securedNanos.isPresent()
          ? Optional.of(Duration.ofNanos(securedNanos.getAsLong() - openedNanos))
          : Optional.empty();
    }
  }

  private final Map<Object, Opened> unused = new ConcurrentHashMap<>();

  /**
   * A connection can carry requests.
   *
   * @param connection as requests know it
   * @param carrier as the network knows it
   */
  void ready(Object connection, Opened opened, Connection carrier) {
    unused.put(connection, opened);
    carrier.addEventListener(
        new Connection.Listener() {
          @Override
          public void onClosed(Connection closed) {
            unused.remove(connection);
          }
        });
  }

  /** How a connection came about, for its first request; nothing for those that use it again. */
  Optional<Opened> take(Object connection) {
    return Optional.ofNullable(unused.remove(connection));
  }
}

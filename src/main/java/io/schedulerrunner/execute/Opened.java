package io.schedulerrunner.execute;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.io.ClientConnector;

/**
 * A new connection.
 *
 * @param address of the other end
 * @param openedNanos {@link System#nanoTime()} when it was there, without TLS
 * @param securedNanos the same with TLS, where there was any
 */
record Opened(
    InetSocketAddress address, ConnectTiming timing, long openedNanos, OptionalLong securedNanos) {

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

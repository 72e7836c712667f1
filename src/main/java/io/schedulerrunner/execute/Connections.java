package io.schedulerrunner.execute;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * The connections that were opened and have not carried a request yet, with how they came about.
 * Thread-safe.
 */
final class Connections implements Connection.Listener {

  /**
   * A new connection.
   *
   * @param openedNanos {@link System#nanoTime()} when it was there, without TLS
   */
  record Opened(ConnectTiming timing, long openedNanos) {}

  private final Map<Object, Opened> unused = new ConcurrentHashMap<>();

  /** A connection was opened, with what the HTTP client noted on the way. */
  void opened(Connection connection, Map<String, Object> context) {
    ConnectTiming.of(context)
        .ifPresent(timing -> unused.put(connection, new Opened(timing, System.nanoTime())));
    connection.addEventListener(this);
  }

  @Override
  public void onClosed(Connection connection) {
    unused.remove(connection);
  }

  /** How a connection came about, for its first request; nothing for those that use it again. */
  Optional<Opened> take(Object connection) {
    return Optional.ofNullable(unused.remove(connection));
  }
}

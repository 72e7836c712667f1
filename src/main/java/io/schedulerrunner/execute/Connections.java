package io.schedulerrunner.execute;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * The connections that were opened and have not carried a request yet, with how they came about.
 * Thread-safe.
 */
final class Connections {

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

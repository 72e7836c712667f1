package io.schedulerrunner.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections on which the head of a request takes too long to arrive, however steadily it
 * trickles in (slow loris): the server's own time-out counts from the last byte. Connections that
 * merely wait for their next request are left alone.
 */
final class SlowHeads implements Runnable {

  private final ServerConnector connector;
  private final Duration most;
  private Map<Connection, Seen> seen = new HashMap<>();

  /**
   * A connection between two requests.
   *
   * @param messages how many requests had come
   * @param bytes how many bytes had come when it was seen first
   * @param begunNanos when more bytes were seen
   */
  private record Seen(long messages, long bytes, OptionalLong begunNanos) {}

  /** Gives each head so much time, and a third of it more at most. */
  SlowHeads(ServerConnector connector, Duration most) {
    this.connector = connector;
    this.most = most;
  }

  /** Looks now and from now on, until the connector stops. */
  @Override
  public void run() {
    Map<Connection, Seen> now = new HashMap<>();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      look(endPoint.getConnection(), now);
    }
    seen = now;
    var _ = connector.getScheduler().schedule(this, most.toMillis() / 3, TimeUnit.MILLISECONDS);
  }

  private void look(Connection connection, Map<Connection, Seen> now) {
    long messages = connection.getMessagesIn();
    long bytes = connection.getBytesIn();
    if (messages > connection.getMessagesOut()) {
      return;
    }
    Seen before = seen.get(connection);
    if (before == null || before.messages() != messages) {
      now.put(connection, new Seen(messages, bytes, OptionalLong.empty()));
    } else if (before.begunNanos().isEmpty()) {
      OptionalLong begun =
          bytes > before.bytes() ? OptionalLong.of(System.nanoTime()) : OptionalLong.empty();
      now.put(connection, new Seen(messages, before.bytes(), begun));
    } else if (System.nanoTime() - before.begunNanos().getAsLong() > most.toNanos()) {
      connection.getEndPoint().close();
    } else {
      now.put(connection, before);
    }
  }
}

package io.schedulerrunner.execute;

import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.MultiplexConnectionPool;
import org.eclipse.jetty.util.ConcurrentPool;

/**
 * The connections to one host by TLS, each of which carries as many requests at the same time as
 * its protocol and the host allow: with HTTP/1.1 one, with HTTP/2 what the host says.
 */
final class SecurePool extends MultiplexConnectionPool {

  /**
   * How many requests wait for one connection where the protocol is not known yet. No host should
   * allow fewer streams (RFC 9113, section 6.5.2).
   */
  static final int ASSUMED = 100;

  /** A host may set no limit. */
  private static final int MOST = 1000;

  SecurePool(Destination destination) {
    super(
        destination,
        () ->
            new ConcurrentPool<>(
                ConcurrentPool.StrategyType.FIRST,
                destination.getHttpClient().getMaxConnectionsPerDestination(),
                SecurePool::capacity),
        ASSUMED);
  }

  /** For how many requests that wait there will be room, once the connections on their way come. */
  int supply() {
    return getPendingConnectionCount() * getInitialMaxMultiplex();
  }

  @Override
  protected void onCreated(Connection connection) {
    setInitialMaxMultiplex(capacity(connection));
  }

  /** Requests that wait get a connection each, until it is known how many one takes. */
  void oneEach() {
    setInitialMaxMultiplex(1);
  }

  /**
   * A connection that is not kept is closed. Not that of HTTP/2: a host that goes away still
   * answers the requests that it has begun, and the pool counts those wrong that it has not. It
   * closes itself after the last.
   */
  @Override
  public boolean release(Connection connection) {
    return super.release(connection) || connection instanceof ConnectionPool.MaxMultiplexable;
  }

  /** How many requests a connection carries at the same time. */
  private static int capacity(Connection connection) {
    if (connection instanceof ConnectionPool.MaxMultiplexable streams) {
      int allowed = streams.getMaxMultiplex();
      return allowed < 0 ? MOST : Math.clamp(allowed, 1, MOST);
    }
    return 1;
  }
}

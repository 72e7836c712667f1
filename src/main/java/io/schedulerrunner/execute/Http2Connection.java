package io.schedulerrunner.execute;

import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.http2.CloseState;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.transport.internal.HttpConnectionOverHTTP2;
import org.eclipse.jetty.io.Connection;

/** A connection of HTTP/2. Thread-safe. */
final class Http2Connection extends HttpConnectionOverHTTP2 implements SharedConnection {

  /** A host need not set a limit. */
  private static final int MOST = 1000;

  private final HTTP2Session session;
  private final HTTP2Connection connection;
  private int carried;
  private boolean proven;

  Http2Connection(Destination destination, Session session, HTTP2Connection connection) {
    super(destination, session, connection);
    this.session = (HTTP2Session) session;
    this.connection = connection;
    // A channel would serve one request after another; but a host that has answered may still reset
    // the stream (RFC 9113, section 8.1), which would hit the next request.
    setRecycleHttpChannels(false);
  }

  @Override
  public synchronized boolean take() {
    boolean taken = carried < places();
    if (taken) {
      carried++;
    }
    return taken;
  }

  @Override
  public synchronized void leave() {
    carried--;
  }

  /** As many as the host allows (RFC 9113, section 5.1.2). */
  private int places() {
    int allowed = getMaxMultiplex();
    return allowed < 0 ? MOST : Math.min(allowed, MOST);
  }

  @Override
  public boolean isEnding() {
    return session.getCloseState() != CloseState.NOT_CLOSED;
  }

  @Override
  public synchronized void prove() {
    proven = true;
  }

  @Override
  public synchronized boolean isProven() {
    return proven;
  }

  @Override
  public void whenClosed(Runnable action) {
    connection.addEventListener(
        new Connection.Listener() {
          @Override
          public void onClosed(Connection closed) {
            action.run();
          }
        });
  }

  @Override
  public long received() {
    return connection.getBytesIn();
  }
}

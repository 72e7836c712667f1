package io.schedulerrunner.execute;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Opens connections without TLS. */
final class PlainConnector extends ClientConnector {

  PlainConnector() {
    // Without one it would make its own, and read the trust store: a third of the first report.
    setSslContextFactory(new Unused());
    setSelectors(1);
  }

  @Override
  protected EndPoint newEndPoint(
      SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
    return new PlainEndPoint((SocketChannel) channel, selector, key, getScheduler());
  }

  /** TLS for those who never need it. */
  private static final class Unused extends SslContextFactory.Client {
    @Override
    protected void doStart() {
      // Nothing is loaded.
    }
  }
}

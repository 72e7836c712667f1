package io.schedulerrunner.execute;

import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.http2.client.transport.internal.HttpConnectionOverHTTP2;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** HTTP/2 over connections that are there (RFC 9113). */
final class Http2 {

  /** What one answer, and all of a connection, may send ahead of what has been read. */
  private static final int STREAM_WINDOW = 1_048_576;

  private static final int CONNECTION_WINDOW = 4 * STREAM_WINDOW;

  private Http2() {}

  /** Makes HTTP/2 of connections, with that client's bounds; to be stopped by the caller. */
  static ClientConnectionFactory start(HttpClient client, ClientConnector connector) {
    HTTP2Client http2 = new HTTP2Client(connector);
    http2.setMaxRequestHeadersSize(client.getMaxRequestHeadersSize());
    http2.setMaxResponseHeadersSize(client.getMaxResponseHeadersSize());
    http2.setInputBufferSize(client.getResponseBufferSize());
    http2.setInitialStreamRecvWindow(STREAM_WINDOW);
    http2.setInitialSessionRecvWindow(CONNECTION_WINDOW);
    // Nobody asks for what a server may want to push.
    http2.setMaxConcurrentPushedStreams(0);
    ClientConnectionFactoryOverHTTP2 factory = new ClientConnectionFactoryOverHTTP2(http2);
    LifeCycle.start(factory);
    return factory;
  }

  /**
   * Each request gets a channel of its own. They would be used again, and a host that has answered
   * may still reset its stream (RFC 9113, section 8.1): that would hit whoever has the channel
   * then.
   */
  static void prepare(Connection connection) {
    ((HttpConnectionOverHTTP2) connection).setRecycleHttpChannels(false);
  }
}

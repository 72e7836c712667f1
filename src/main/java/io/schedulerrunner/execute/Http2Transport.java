package io.schedulerrunner.execute;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * HTTP/2 (RFC 9113), for hosts that agree to it in the TLS handshake (RFC 7301). Made when the
 * first host has many calls.
 */
final class Http2Transport extends HttpClientTransportOverHTTP2 {

  private static final String PROTOCOL = "h2";

  /** What one answer, and all of a connection, may send ahead of what has been read. */
  private static final int STREAM_WINDOW = 1_048_576;

  private static final int CONNECTION_WINDOW = 4 * STREAM_WINDOW;

  Http2Transport(ClientConnector connector) {
    super(new HTTP2Client(connector));
    HTTP2Client http2 = getHTTP2Client();
    http2.setInitialStreamRecvWindow(STREAM_WINDOW);
    http2.setInitialSessionRecvWindow(CONNECTION_WINDOW);
    // Nobody asks for what a server may want to push.
    http2.setMaxConcurrentPushedStreams(0);
    // Answers are dealt with in their order, by the thread that reads them. Handed to others, those
    // that have come but wait for a thread would be failed when the host ends the connection.
    setInvocationType(Invocable.InvocationType.NON_BLOCKING);
  }

  /** The library would send HTTP/2 to a host that knows nothing of agreements. */
  @Override
  public org.eclipse.jetty.io.Connection newConnection(
      EndPoint endPoint, Map<String, Object> context) throws IOException {
    SSLEngine engine = (SSLEngine) requireNonNull(context.get(SSLEngine.class.getName()));
    if (!PROTOCOL.equals(engine.getApplicationProtocol())) {
      throw new IOException("HTTP/2 is not spoken there.");
    }
    return super.newConnection(endPoint, context);
  }

  @Override
  protected Connection newConnection(
      Destination destination, Session session, HTTP2Connection connection) {
    return new Http2Connection(destination, session, connection);
  }
}

package io.schedulerrunner.execute;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.AbstractConnectorHttpClientTransport;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * HTTP/2 where the host agrees to it in the TLS handshake, else HTTP/1.1. Nothing of HTTP/2 is
 * loaded before the first host agrees.
 */
final class SecureTransport extends AbstractConnectorHttpClientTransport {

  private static final String HTTP2 = "h2";

  /** Agreeing is ours: see {@link Negotiation}. */
  private static final Origin.Protocol EITHER =
      new Origin.Protocol(List.of(HTTP2, "http/1.1"), false);

  private final Lazy<ClientConnectionFactory> http2 =
      new Lazy<>(() -> Http2.start(getHttpClient(), getClientConnector()));

  /** With what is trusted, noting its new connections. */
  SecureTransport(Connections connections, SslContextFactory.Client trust) {
    super(new SecureConnector(connections));
    getClientConnector().setSslContextFactory(trust);
    getClientConnector().setSelectors(1);
    setConnectionPoolFactory(SecurePool::new);
    // What HTTP/2 brings is dealt with in its order, on the thread that reads it. The HTTP client
    // would hand it to others, and fail answers that wait there when the host ends the connection.
    setInvocationType(InvocationType.NON_BLOCKING);
  }

  /** One request at a time: its decryption, which takes a while, is left to other threads. */
  private static final class Http1Connection extends HttpConnectionOverHTTP {
    Http1Connection(EndPoint endPoint, Map<String, Object> context) {
      super(endPoint, context);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.BLOCKING;
    }
  }

  @Override
  public Origin newOrigin(Request request) {
    request.transport(Transport.TCP_IP);
    // Who is done with a connection after one request says so in a header that HTTP/2 has not.
    boolean once = request.getHeaders().contains(HttpHeader.CONNECTION);
    // The HTTP client would close a shared connection while a long answer is waited for on it.
    boolean patient = request.getIdleTimeout() == 0;
    return getHttpClient()
        .createOrigin(request, once || patient ? HttpClientTransportOverHTTP.HTTP11 : EITHER);
  }

  @Override
  public Destination newDestination(Origin origin) {
    return new SecureDestination(getHttpClient(), origin);
  }

  @Override
  public Connection newConnection(EndPoint endPoint, Map<String, Object> context)
      throws IOException {
    Object agreed = context.get(ClientConnector.APPLICATION_PROTOCOL_CONTEXT_KEY);
    return HTTP2.equals(agreed)
        ? http2.value().newConnection(endPoint, context)
        : new Http1Connection(endPoint, context);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    http2.ifMade(LifeCycle::stop);
  }
}

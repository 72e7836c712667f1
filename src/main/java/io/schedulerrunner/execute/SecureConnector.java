package io.schedulerrunner.execute;

import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Connects with TLS, and lets both sides agree on a protocol in its handshake. */
final class SecureConnector extends ClientConnector {

  private final Connections connections;

  SecureConnector(Connections connections) {
    this.connections = connections;
  }

  @Override
  public ClientConnectionFactory newSslClientConnectionFactory(
      SslContextFactory.Client tls, ClientConnectionFactory next) {
    return (endPoint, context) -> {
      Handshake handshake = Handshake.begin(connections, endPoint, context);
      ClientConnectionFactory inside =
          (secured, _) -> Negotiation.begin(secured, getExecutor(), next, handshake, context);
      return new SslClientConnectionFactory(tls, getByteBufferPool(), getExecutor(), inside)
          .newConnection(endPoint, context);
    };
  }
}

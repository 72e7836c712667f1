package io.schedulerrunner.testing;

import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A server on loopback that offers HTTP/2 and HTTP/1.1 over TLS. */
public final class Http2Server implements AutoCloseable {

  private final Server server = new Server();
  private final ServerConnector connector;
  private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();

  /** Listens on a free port. */
  public Http2Server(Certificates certificates, int streams, Handler handler)
      throws GeneralSecurityException {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificates.server());
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    configuration.addCustomizer(
        (request, headers) -> {
          connections.add(request.getConnectionMetaData().getRemoteSocketAddress());
          return request;
        });
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
    http2.setMaxConcurrentStreams(streams);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
    connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls, alpn.getProtocol()),
            alpn,
            http2,
            new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    LifeCycle.start(server);
  }

  /** The URL of a path. */
  public String url(String path) {
    return "https://127.0.0.1:" + connector.getLocalPort() + path;
  }

  /** How many connections carried requests. */
  public int connections() {
    return connections.size();
  }

  /** Ends all connections, and takes no more. */
  public void stop() {
    LifeCycle.stop(server);
  }

  @Override
  public void close() {
    stop();
  }
}

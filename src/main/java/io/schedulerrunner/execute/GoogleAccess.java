package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * How the runner itself, not an endpoint's call, gets at Google's APIs: an HTTP client, and access
 * tokens from where {@code GoogleTokens} finds them. Nothing is loaded before it is needed.
 * Thread-safe.
 */
public final class GoogleAccess implements AutoCloseable {

  private final JettyClients clients;
  private final Tokens tokens;

  private GoogleAccess(JettyClients clients, Tokens tokens) {
    this.clients = clients;
    this.tokens = tokens;
  }

  /** With the machine's trust store and clocks. */
  public static GoogleAccess of(Settings settings, String userAgent) {
    JettyClients clients =
        new JettyClients(userAgent, SslContextFactory.Client::new, new Resolver());
    return new GoogleAccess(clients, Callers.tokens(settings, clients, Time.SYSTEM));
  }

  /** An access token, or why there is none; waits no longer than that. */
  public TokenReply token(Duration patience) throws InterruptedException {
    return tokens.token(new TokenKind.Access(List.of()), patience);
  }

  /** A request that is not under the rules for endpoints' addresses. */
  public Request request(URI url) {
    return clients.forScheme(url.getScheme()).newRequest(url).tag(OwnServers.ALLOWED);
  }

  @Override
  public void close() {
    clients.close();
  }
}

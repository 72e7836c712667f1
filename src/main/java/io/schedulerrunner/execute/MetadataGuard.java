package io.schedulerrunner.execute;

import java.util.Locale;
import org.eclipse.jetty.http.HttpURI;

/**
 * Keeps calls away from the metadata server, by its name: whoever can make the runner call it gets
 * the service account's tokens. Its usual address is closed by {@link AddressPolicy} as well.
 */
final class MetadataGuard implements Caller {

  private static final int DEFAULT_PORT = 80;

  private final Caller delegate;
  private final String server;

  /** With the server's host and optional port. */
  MetadataGuard(Caller delegate, String host) {
    this.delegate = delegate;
    server = withPort(host);
  }

  private static String withPort(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.contains(":") ? lower : lower + ":" + DEFAULT_PORT;
  }

  @Override
  public Reply call(Exchange exchange) {
    return CallableUrl.of(exchange.request().url()).filter(this::isServer).isPresent()
        ? new Reply.Failed(ErrorType.BLOCKED, "The metadata server is never called.")
        : delegate.call(exchange);
  }

  private boolean isServer(HttpURI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return server.equals(name + ":" + Transfer.port(url));
  }
}

package io.schedulerrunner.execute;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.util.Promise;

/** The hosts that are called by TLS at the moment, and what is known of them. Thread-safe. */
final class Hosts {

  /**
   * Who may share a connection.
   *
   * @param addresses which addresses may be called
   */
  private record Name(String host, int port, AddressPolicy addresses) {}

  private final Supplier<HttpClient> http2;
  private final Map<Name, Host> hosts = new ConcurrentHashMap<>();

  /** With the client that speaks HTTP/2. */
  Hosts(Supplier<HttpClient> http2) {
    this.http2 = http2;
  }

  private static Name name(HttpURI url, AddressPolicy addresses) {
    return new Name(url.getHost(), Transfer.port(url), addresses);
  }

  /** A call begins. */
  Host enter(HttpURI url, AddressPolicy addresses) {
    return hosts.compute(
        name(url, addresses),
        (name, known) -> (known == null ? new Host(host -> connect(name, host)) : known).enter());
  }

  /** It is over. */
  void leave(HttpURI url, AddressPolicy addresses) {
    hosts.computeIfPresent(
        name(url, addresses),
        (_, host) -> {
          host.leave();
          return host.isIdle() ? null : host;
        });
  }

  /** How many there are. */
  int size() {
    return hosts.size();
  }

  private void connect(Name name, Host host) {
    try {
      HttpClient client = http2.get();
      Request request =
          client.newRequest(name.host(), name.port()).scheme("https").tag(name.addresses());
      client
          .resolveDestination(request)
          .newConnection(
              Promise.from(
                  connection -> opened(name, host, Optional.of((SharedConnection) connection)),
                  _ -> opened(name, host, Optional.empty())));
    } catch (RuntimeException e) {
      opened(name, host, Optional.empty());
    }
  }

  private void opened(Name name, Host host, Optional<SharedConnection> connection) {
    connection.ifPresent(it -> it.whenClosed(() -> tidy(name)));
    host.opened(connection);
    // Those who have called it may have gone, or the connection, too.
    tidy(name);
  }

  private void tidy(Name name) {
    hosts.computeIfPresent(name, (_, host) -> host.isIdle() ? null : host);
  }
}

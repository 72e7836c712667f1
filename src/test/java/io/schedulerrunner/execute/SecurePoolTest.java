package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.Attachable;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many requests share a connection, and what becomes of it. */
class SecurePoolTest {

  private final HttpClient client =
      new HttpClient(new SecureTransport(new Connections(), new SslContextFactory.Client()));

  @BeforeEach
  void start() {
    LifeCycle.start(client);
  }

  @AfterEach
  void stop() {
    LifeCycle.stop(client);
  }

  private SecurePool pool() {
    return (SecurePool)
        client
            .resolveDestination(client.newRequest(URI.create("https://a.example/")))
            .getConnectionPool();
  }

  /** A connection for so many requests at a time, or one that does not say. */
  private static Connection connection(int streams, Class<?>... more) {
    List<Object> attached = new ArrayList<>();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            Stream.concat(Stream.of(Connection.class, Attachable.class), Stream.of(more))
                .toArray(Class<?>[]::new),
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setAttachment" -> {
                    attached.add(0, arguments[0]);
                    yield null;
                  }
                  case "getAttachment" -> attached.getFirst();
                  case "getMaxMultiplex" -> streams;
                  case "isClosed" -> false;
                  default -> proxy;
                });
  }

  @ParameterizedTest
  @CsvSource({"128, 128", "5000, 1000", "0, 1", "-1, 1000"})
  void aConnectionTakesWhatItsHostAllowsWithinReason(int allowed, int taken) {
    SecurePool pool = pool();
    assertThat(pool.getInitialMaxMultiplex()).isEqualTo(SecurePool.ASSUMED);

    pool.accept(connection(allowed, ConnectionPool.MaxMultiplexable.class));

    assertThat(pool.getInitialMaxMultiplex()).isEqualTo(taken);
  }

  private boolean isKeptOnceItIsNotInThePool(Class<?>... more) {
    SecurePool pool = pool();
    pool.setMaxUsage(1);
    pool.accept(connection(9, more));
    return pool.release(pool.acquire(false));
  }

  @Test
  void whatIsNotInThePoolAnyMoreIsClosedUnlessItCarriesOtherRequests() {
    assertThat(isKeptOnceItIsNotInThePool()).isFalse();
    assertThat(isKeptOnceItIsNotInThePool(ConnectionPool.MaxMultiplexable.class)).isTrue();
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is noted of an exchange while it goes on. */
class CollectorTest {

  /** A connection of which only the other end is asked for. */
  private static Connection to(SocketAddress remote) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteSocketAddress" -> remote;
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Collector begun(SocketAddress remote) {
    Collector collector = new Collector(new Connections(), 10);
    collector.begin(to(remote));
    return collector;
  }

  @Test
  void theAddressIsTheOneThatIsConnectedTo() {
    Collector collector = begun(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));

    assertThat(collector.address()).hasValue("127.0.0.1:80");
    assertThat(collector.wasConnected()).isTrue();
  }

  @Test
  void aConnectionThatIsGoneAlreadyHasNoAddress() {
    assertThat(begun(UnixDomainSocketAddress.of("gone")).address()).isEmpty();
  }

  @Test
  void anAnswerThatIsStillComingHasNoTimeOfItsBody() {
    Collector collector = begun(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));
    collector.onHeaders(
        (Response)
            Proxy.newProxyInstance(
                Response.class.getClassLoader(),
                new Class<?>[] {Response.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                }));

    assertThat(collector.phases(false).firstByte()).isPresent();
    assertThat(collector.phases(false).body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false"})
  void aConnectionWithoutFailureIsNotStale(boolean begun, boolean stale) {
    Collector collector =
        begun
            ? begun(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80))
            : new Collector(new Connections(), 10);

    assertThat(collector.wasStale()).isEqualTo(stale);
  }
}

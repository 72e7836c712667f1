package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
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

  /** Which one comes first is a matter of luck where a real attempt runs out of time. */
  @Test
  void contentThatComesAfterTheAnswerWasTakenIsNotKept() {
    Response response =
        (Response)
            Proxy.newProxyInstance(
                Response.class.getClassLoader(),
                new Class<?>[] {Response.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getStatus" -> 200;
                      case "getHeaders" -> HttpFields.EMPTY;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    Collector collector = begun(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));
    collector.onHeaders(response);
    collector.onContent(response, ByteBuffer.wrap("early".getBytes(UTF_8)));
    Answer taken = collector.answer(false).orElseThrow();
    collector.onContent(response, ByteBuffer.wrap("late".getBytes(UTF_8)));

    assertThat(UTF_8.decode(taken.body().kept()).toString()).isEqualTo("early");
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

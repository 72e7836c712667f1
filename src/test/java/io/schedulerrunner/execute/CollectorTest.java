package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is noted of an exchange while it goes on. */
class CollectorTest {

  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

  /** A connection of which only the ends are asked for. */
  private static Connection to(@Nullable SocketAddress remote, EndPoint own) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class, org.eclipse.jetty.io.Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteSocketAddress" -> remote;
                  case "getEndPoint" -> own;
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Collector begun(@Nullable SocketAddress remote) {
    Collector collector = new Collector(new Connections(), Exchanges.workers(1), 10);
    collector.begin(to(remote, new ByteArrayEndPoint()));
    return collector;
  }

  /** An end of which the handshake has not begun. */
  private static EndPoint silent() throws NoSuchAlgorithmException {
    return new SslConnection(
            new ByteBufferPool.NonPooling(),
            Runnable::run,
            new SslContextFactory.Client(),
            new ByteArrayEndPoint(),
            SSLContext.getDefault().createSSLEngine())
        .getSslEndPoint();
  }

  @Test
  void aHeadThatIsWrittenWasSent() {
    Collector collector = begun(LOOPBACK);
    assertThat(collector.wasSent()).isFalse();

    collector.commit();

    assertThat(collector.wasSent()).isTrue();
  }

  /** The client takes it for written where the peer closes the connection early enough. */
  @Test
  void nothingWasSentWithoutAHandshake() throws NoSuchAlgorithmException {
    Collector collector = new Collector(new Connections(), Exchanges.workers(1), 10);
    collector.begin(to(LOOPBACK, silent()));

    collector.commit();

    assertThat(collector.wasSent()).isFalse();
    assertThat(collector.wasConnected()).isTrue();
  }

  @Test
  void whatFoundNoPlaceWasRefusedIfItWasNotSent() {
    Collector unsent = begun(LOOPBACK);
    unsent.unconnected(new IllegalStateException("full"));
    Collector sent = begun(LOOPBACK);
    sent.commit();
    sent.unconnected(new IllegalStateException("full"));

    assertThat(unsent.wasRefused()).isTrue();
    assertThat(sent.wasRefused()).isFalse();
  }

  @Test
  void aSharedConnectionHasItsHandshakeBehindIt() {
    SharedConnection shared =
        (SharedConnection)
            Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(),
                new Class<?>[] {SharedConnection.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteSocketAddress" -> LOOPBACK;
                      case "isProven" -> true;
                      case "received" -> 1L;
                      case "hashCode" -> System.identityHashCode(proxy);
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    Collector collector = new Collector(new Connections(), Exchanges.workers(1), 10);

    collector.begin(shared);

    assertThat(collector.wasSent()).isTrue();
    assertThat(collector.wasShared()).isTrue();
  }

  @Test
  void whatNeverGotAConnectionWasRefused() {
    Collector collector = new Collector(new Connections(), Exchanges.workers(1), 10);
    assertThat(collector.wasRefused()).isFalse();

    collector.unconnected(new ClosedChannelException());

    assertThat(collector.wasRefused()).isTrue();
    assertThat(collector.wasStale()).isFalse();
  }

  @Test
  void theAddressIsTheOneThatIsConnectedTo() {
    Collector collector = begun(LOOPBACK);

    assertThat(collector.address()).hasValue("127.0.0.1:80");
    assertThat(collector.wasConnected()).isTrue();
  }

  @Test
  void aConnectionThatIsGoneAlreadyHasNoAddress() {
    assertThat(begun(null).address()).isEmpty();
    assertThat(begun(UnixDomainSocketAddress.of("gone")).address()).isEmpty();
  }

  @Test
  void anAnswerThatIsStillComingHasNoTimeOfItsBody() {
    Collector collector = begun(LOOPBACK);
    collector.onHeaders(
        (Response)
            Proxy.newProxyInstance(
                Response.class.getClassLoader(),
                new Class<?>[] {Response.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                }));

    assertThat(collector.phases(false).firstByte()).isPresent();
    // Not counted from a time that is not known, which would be when the machine was started.
    assertThat(collector.phases(false).firstByte().orElseThrow()).isLessThan(Duration.ofMinutes(1));
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
    Collector collector = begun(LOOPBACK);
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
        begun ? begun(LOOPBACK) : new Collector(new Connections(), Exchanges.workers(1), 10);

    assertThat(collector.wasStale()).isEqualTo(stale);
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host of which each attempt to connect fails at once. */
class SecureDestinationTest {

  private final List<String> failed = new ArrayList<>();
  private int attempts;
  private int depth;
  private int deepest;

  private final Connections connections = new Connections();
  private final Refused client = new Refused();

  private final class Refused extends HttpClient {
    Refused() {
      super(new SecureTransport(connections, new SslContextFactory.Client()));
    }

    @Override
    public void newConnection(Destination destination, Promise<Connection> promise) {
      attempts++;
      deepest = Math.max(deepest, ++depth);
      promise.failed(new ConnectException("refused"));
      depth--;
    }

    @Override
    public void close() {
      LifeCycle.stop(this);
    }
  }

  @BeforeEach
  void start() {
    LifeCycle.start(client);
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private SecureDestination destination() {
    return (SecureDestination)
        client.resolveDestination(client.newRequest(URI.create("https://a.example/")));
  }

  @Test
  void thoseThatWaitFailOneAfterTheOtherNotOneInTheOther() {
    SecureDestination destination = destination();
    for (int i = 0; i < 50; i++) {
      String name = "e" + i;
      Request request =
          client
              .newRequest(URI.create("https://a.example/"))
              .onComplete(result -> failed.add(name));
      destination.getHttpExchanges().offer(new HttpExchange(destination, (HttpRequest) request));
    }

    destination.succeeded();

    assertThat(failed).hasSize(50).startsWith("e0", "e1", "e2");
    assertThat(attempts).isEqualTo(50);
    assertThat(deepest).isEqualTo(2);
  }

  @Test
  void aHandshakeThatWasGivenUpAtTheSameMomentBringsNoConnection() {
    List<String> told = new ArrayList<>();
    Promise<Connection> waiting =
        Promise.from(connection -> told.add("connection"), cause -> told.add("failure"));
    Map<String, Object> context = new HashMap<>();
    new ConnectTiming(1, 2).putInto(context);
    context.put(
        ClientConnector.REMOTE_SOCKET_ADDRESS_CONTEXT_KEY,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    context.put(Destination.CONTEXT_KEY, destination());
    context.put(Connection.PROMISE_CONTEXT_KEY, new Promise.Wrapper<>(waiting));
    Handshake handshake = Handshake.begin(connections, noting(EndPoint.class, told), context);

    handshake.abandon();
    handshake.succeeded(noting(Connection.class, told));

    assertThat(told).containsExactly("failure", "close");
  }

  private static <T> T noting(Class<T> type, List<String> told) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              told.add(method.getName());
              return null;
            }));
  }
}

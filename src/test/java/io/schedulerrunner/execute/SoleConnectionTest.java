package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Payload;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Request;
import org.junit.jupiter.api.Test;

/** The new connection of a second attempt that is free. */
class SoleConnectionTest {

  private static <T> T noting(Class<T> type, List<String> called) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              called.add(method.getName());
              return method.getReturnType() == Request.class ? proxy : null;
            }));
  }

  private static List<String> calledOf(boolean abandoned) {
    List<String> called = new ArrayList<>();
    Request request = noting(Request.class, new ArrayList<>());
    SoleConnection alone =
        new SoleConnection(request, new Collector(new Connections(), Exchanges.workers(1), 10));
    if (abandoned) {
      alone.abandon();
    }
    alone.succeeded(noting(Connection.class, called));
    return called;
  }

  @Test
  void oneThatComesInTimeCarriesTheRequest() {
    assertThat(calledOf(false)).containsExactly("send");
  }

  @Test
  void oneThatComesTooLateCarriesNothing() {
    assertThat(calledOf(true)).containsExactly("close");
  }

  /** Listens until it has served one request, and answers the next one by going away. */
  private static void servesOnce(ServerSocket listening) {
    try (listening;
        Socket connection = listening.accept()) {
      RawServer.head(connection);
      listening.close();
      RawServer.write(connection, "HTTP/1.1 204 No Content\r\n\r\n");
      RawServer.head(connection);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whereThereIsNoneTheCallFails() throws IOException {
    ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    String url = "http://127.0.0.1:" + listening.getLocalPort() + "/";
    CompletableFuture<Void> served = CompletableFuture.runAsync(() -> servesOnce(listening));

    Result second =
        Executors.run(
                Plans.sequential(
                    Plans.endpoint("one", "POST", url, Payload.NONE),
                    Plans.endpoint("two", "POST", url, Payload.NONE)))
            .results()
            .getLast();

    assertThat(Executors.failed(second).failure().type()).isEqualTo(ErrorType.CONNECT);
    served.join();
  }
}

package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Http2Server;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

/** Endpoints that say nothing for longer than connections are kept on which nothing happens. */
class SilentCallsTest {

  private static final Duration IDLE = Duration.ofMillis(100);

  private static void beSilent() {
    LockSupport.parkNanos(IDLE.multipliedBy(4).toNanos());
  }

  private static JettyExecutor executor(SslContextFactory.Client trust) {
    return new JettyExecutor(
        Executors.settings(),
        new JettyClients("runner-test", () -> trust, new Resolver(), IDLE),
        Time.SYSTEM);
  }

  private static Outcome call(SslContextFactory.Client trust, String url) {
    try (JettyExecutor executor = executor(trust)) {
      return call(executor, url);
    }
  }

  private static Outcome call(JettyExecutor executor, String url) {
    return executor
        .execute(Plans.parallel(Plans.get("silent", url)), Executors.context())
        .results()
        .getFirst()
        .outcome();
  }

  @Test
  void anAnswerIsWaitedForUntilItsTimeout() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              RawServer.head(connection);
              beSilent();
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            })) {
      assertThat(call(new SslContextFactory.Client(), server.url()))
          .isInstanceOf(Outcome.Succeeded.class);
    }
  }

  @Test
  void afterwardsTheConnectionIsIdleLikeAnyOther() throws Exception {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    try (RawServer server =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  end.complete(connection.getInputStream().read());
                });
        JettyExecutor executor = executor(new SslContextFactory.Client())) {
      call(executor, server.url());

      assertThat(end.get()).isEqualTo(-1);
    }
  }

  @Test
  void soItIsWhereConnectionsCouldBeShared() throws Exception {
    Certificates certificates = Certificates.signed("127.0.0.1", "-1d", 30);
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(certificates.authority());
    Handler handler =
        new Handler.Abstract() {
          @Override
          public boolean handle(
              org.eclipse.jetty.server.Request request,
              org.eclipse.jetty.server.Response response,
              Callback callback) {
            beSilent();
            response.write(true, ByteBuffer.wrap("ok".getBytes(UTF_8)), callback);
            return true;
          }
        };
    try (Http2Server server = new Http2Server(certificates, 10, handler)) {
      assertThat(call(trust, server.url("/"))).isInstanceOf(Outcome.Succeeded.class);
    }
  }
}

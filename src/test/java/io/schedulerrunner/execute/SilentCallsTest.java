package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Endpoints that say nothing for longer than connections are kept on which nothing happens. */
@Tag("slow")
class SilentCallsTest {

  private static final Duration IDLE = Duration.ofSeconds(1);

  private static void beSilent() {
    LockSupport.parkNanos(IDLE.multipliedBy(2).toNanos());
  }

  private final JettyExecutor executor =
      new JettyExecutor(
          Executors.settings(),
          new JettyClients("runner-test", SslContextFactory.Client::new, new Resolver(), IDLE),
          Time.SYSTEM);

  @AfterEach
  void close() {
    executor.close();
  }

  private Outcome call(String url) {
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
      assertThat(call(server.url())).isInstanceOf(Outcome.Succeeded.class);
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
            })) {
      call(server.url());

      assertThat(end.get()).isEqualTo(-1);
    }
  }
}

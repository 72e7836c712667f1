package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.RawServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

class InterruptedCallsTest {

  private record Ended(Reply reply, boolean interrupted) {}

  @Test
  void whoIsInterruptedIsCutOffAndLeavesTheEndpointAlone() throws Exception {
    CompletableFuture<Thread> arrived = new CompletableFuture<>();
    CompletableFuture<Integer> end = new CompletableFuture<>();
    try (RawServer server =
            new RawServer(
                connection -> {
                  RawServer.head(connection);
                  arrived.complete(Thread.currentThread());
                  end.complete(connection.getInputStream().read());
                });
        JettyClients clients =
            new JettyClients("runner-test", SslContextFactory.Client::new, new Resolver())) {
      HttpCaller caller = new HttpCaller(clients, 100);
      Exchange exchange = Exchanges.of(Plans.get("one", server.url()));
      FutureTask<Ended> call =
          new FutureTask<>(
              () -> {
                Reply reply = caller.call(exchange);
                return new Ended(reply, Thread.currentThread().isInterrupted());
              });
      Thread calling = Thread.startVirtualThread(call);
      arrived.get();

      calling.interrupt();

      assertThat(call.get()).isEqualTo(new Ended(Transfer.CUT_OFF, true));
      assertThat(end.get()).isEqualTo(-1);
    }
  }
}

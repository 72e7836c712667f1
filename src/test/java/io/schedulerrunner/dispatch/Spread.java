package io.schedulerrunner.dispatch;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.history.PostgresServer;
import io.schedulerrunner.history.StoreUrl;
import io.schedulerrunner.runner.RunReply;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** Runs that are handed over to instances that share a PostgreSQL. */
abstract class Spread {

  final StoreUrl.Postgres url = PostgresServer.database();
  final CountDownLatch held = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  final WebServer server =
      new WebServer(
          exchange -> {
            hold(exchange.getRequestURI().getPath());
            WebServer.always(
                    exchange.getRequestURI().getPath().startsWith("/bad") ? 500 : 200,
                    "application/json",
                    "{\"path\":\"" + exchange.getRequestURI().getPath() + "\"}")
                .to(exchange);
          });
  final List<Endpoint> endpoints = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private void hold(String path) throws IOException {
    if (path.startsWith("/slow")) {
      held.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  EndpointSet set() {
    return new EndpointSet(endpoints, Map.of(), Secrets.NONE, List.of());
  }

  Endpoint endpoint(String name, String... after) {
    return Plans.after(List.of(after), Plans.get(name, server.url("/" + name)));
  }

  Member member() {
    return new Member(url, this::set);
  }

  static Run carried(RunReply reply) {
    return ((RunReply.Carried) reply).done();
  }

  List<String> called() {
    return server.received().stream().map(WebServer.Received::target).sorted().toList();
  }
}

package io.schedulerrunner.execute;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;

/** Endpoints that say with what credentials they were called. */
abstract class Authenticating {

  static final Auth OIDC = new Auth.Oidc(Optional.empty());

  final FakeTime time = new FakeTime();

  final TokenServer tokens = new TokenServer(time);

  final WebServer elsewhere = new WebServer(WebServer.always(200, "text/plain", "there"));

  final WebServer server = new WebServer(this::answer);

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
    tokens.close();
  }

  /** Answers with the credentials that it was sent, or redirects. */
  void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/elsewhere" -> redirect(exchange, elsewhere.url("/there"));
      case "/here" -> redirect(exchange, "/end");
      case "/unavailable" -> echo(exchange, 503);
      default -> echo(exchange, 200);
    }
  }

  static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  static void echo(HttpExchange exchange, int status) throws IOException {
    String credentials =
        exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("X-Signature");
    WebServer.always(status, "text/plain", credentials).to(exchange);
  }

  Settings settings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("GCE_METADATA_HOST", tokens.host());
    return Executors.settings(environment);
  }

  Run run(Map<String, String> environment, Plan plan) {
    JettyClients clients =
        new JettyClients("runner-test", SslContextFactory.Client::new, new Resolver());
    try (JettyExecutor executor = new JettyExecutor(settings(environment), clients, time)) {
      return executor.execute(plan, Executors.context());
    }
  }

  Result call(Auth auth, Endpoint endpoint) {
    return run(Map.of(), Plans.parallel(Plans.as(auth, endpoint))).results().getFirst();
  }

  String body(Auth auth, String path) {
    Result result = call(auth, Plans.get("one", server.url(path)));
    return Executors.rendered(Executors.response(result).body());
  }

  String sent(String header) {
    return server.received().getLast().header(header);
  }
}

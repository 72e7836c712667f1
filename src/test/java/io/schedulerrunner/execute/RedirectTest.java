package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Redirects are followed for GET and HEAD, at most five times, and never with credentials to
 * another origin.
 */
class RedirectTest {

  private final WebServer elsewhere = new WebServer(WebServer.always(200, "text/plain", "there"));
  private final WebServer server = new WebServer(this::answer);

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/elsewhere" -> redirect(exchange, 302, elsewhere.url("/there"));
      case "/circle" -> redirect(exchange, 307, "/circle");
      case "/relative" -> redirect(exchange, 301, "end");
      case "/ftp" -> redirect(exchange, 302, "ftp://127.0.0.1/");
      case "/hostless" -> redirect(exchange, 302, "http:///x");
      case "/tls" -> redirect(exchange, 302, "https://elsewhere.example/");
      case "/port" -> redirect(exchange, 302, "http://elsewhere.example/");
      case "/nowhere" -> redirect(exchange, 302, "http://");
      case "/garbage" -> redirect(exchange, 302, "http://a b/");
      case "/silent" -> exchange.sendResponseHeaders(302, -1);
      case "/upper" -> redirect(exchange, 308, server.url("/end").replace("http:", "HTTP:"));
      default -> WebServer.always(200, "text/plain", "end").to(exchange);
    }
  }

  private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(status, -1);
  }

  private Result get(String path) {
    return call(Plans.get("one", server.url(path)));
  }

  private static Result call(Endpoint endpoint) {
    return Executors.run(Plans.parallel(endpoint)).results().getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/relative", "/upper"})
  void aHostWithAnUnderscoreMayRedirectToo(String path) {
    String url = server.url(path).replace("127.0.0.1", "my_service");
    try (JettyExecutor executor =
        Executors.asking(host -> new InetAddress[] {InetAddress.getLoopbackAddress()})) {
      Run run = executor.execute(Plans.parallel(Plans.get("one", url)), Executors.context());

      assertThat(Executors.rendered(Executors.response(run.results().getFirst()).body()))
          .isEqualTo("\"end\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/relative", "/upper"})
  void aRedirectIsFollowed(String path) {
    assertThat(Executors.rendered(Executors.response(get(path)).body())).isEqualTo("\"end\"");
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void credentialsStayAtHome() {
    Map<String, Text> headers =
        Map.of(
            "Authorization", Text.of("Bearer not-a-real-secret"),
            "Cookie", Text.of("session=not-a-real-secret"),
            "X-API-Key", Text.of("not-a-real-secret"),
            "Accept", Text.of("text/plain"));
    Target target =
        new Target("GET", Text.of(server.url("/elsewhere")), headers, List.of(), Payload.NONE);

    call(Plans.sending(target, Plans.get("one", "http://a/")));

    assertThat(server.received().getFirst().headers())
        .containsKeys("Authorization", "Cookie", "X-api-key");
    assertThat(elsewhere.received().getFirst().headers())
        .doesNotContainKeys("Authorization", "Cookie", "X-api-key")
        .containsKeys("Accept", "Idempotency-key");
  }

  @Test
  void credentialsGoOnWithinTheOrigin() {
    Target target =
        new Target(
            "GET",
            Text.of(server.url("/relative")),
            Map.of("Authorization", Text.of("Bearer not-a-real-secret")),
            List.of(),
            Payload.NONE);

    call(Plans.sending(target, Plans.get("one", "http://a/")));

    assertThat(server.received())
        .allSatisfy(received -> assertThat(received.header("Authorization")).isNotEmpty());
  }

  @Test
  void aCircleEndsAfterFive() {
    Result result = get("/circle");

    assertThat(Executors.failed(result).failure())
        .isEqualTo(new Failure(ErrorType.REDIRECT, "Redirected more than 5 times."));
    assertThat(Executors.failed(result).response().orElseThrow().status()).isEqualTo(307);
    assertThat(server.received()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ftp", "/nowhere", "/garbage", "/hostless"})
  void aPlaceThatCannotBeCalledIsAFailure(String path) {
    assertThat(Executors.failed(get(path)).failure())
        .isEqualTo(
            new Failure(ErrorType.REDIRECT, "Redirected to a place that is not an http(s) URL."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tls", "/port"})
  void aPlaceWithoutAPortIsFollowedThere(String path) {
    Target target =
        new Target(
            "GET",
            Text.of(server.url(path)),
            Map.of("Authorization", Text.of("Bearer not-a-real-secret")),
            List.of(),
            Payload.NONE);
    InetAddress own = InetAddress.getLoopbackAddress();
    try (JettyExecutor executor =
        Executors.asking(
            host -> {
              if (host.equals("elsewhere.example")) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {own};
            })) {
      Result result =
          executor
              .execute(
                  Plans.parallel(Plans.sending(target, Plans.get("one", "http://a/"))),
                  Executors.context())
              .results()
              .getFirst();

      assertThat(Executors.failed(result).failure().message())
          .isEqualTo("The host name elsewhere.example could not be resolved.");
    }
  }

  @Test
  void aRedirectWithoutPlaceIsAnOrdinaryStatus() {
    assertThat(Executors.failed(get("/silent")).failure())
        .isEqualTo(new Failure(ErrorType.STATUS, "HTTP 302 Found"));
  }

  @Test
  void aPostIsNotRedirected() {
    Endpoint post = Plans.endpoint("one", "POST", server.url("/relative"), Payload.NONE);

    assertThat(Executors.failed(call(post)).failure())
        .isEqualTo(new Failure(ErrorType.STATUS, "HTTP 301 Moved Permanently"));
  }
}

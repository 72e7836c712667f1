package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way leads to an address that must not be called, it ends before the connection. */
class BlockedCallsTest {

  private static final String AT_METADATA =
      " is at 169.254.169.254 and is not called: it is link-local or multicast, which is never"
          + " called.";

  /** A name of somebody who wants tokens, and one that is as it should be. */
  private static InetAddress[] lookup(String host) throws UnknownHostException {
    return switch (host) {
      case "rebinding.example" -> addresses("169.254.169.254", "fd00:ec2::254");
      case "half.example" -> addresses("169.254.169.254", "127.0.0.1");
      default -> throw new UnknownHostException(host);
    };
  }

  private static InetAddress[] addresses(String... literals) {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.ofLiteral(literals[i]);
    }
    return addresses;
  }

  private static Result get(String url) {
    try (JettyExecutor executor = Executors.asking(BlockedCallsTest::lookup)) {
      return executor
          .execute(Plans.parallel(Plans.get("one", url)), Executors.context())
          .results()
          .getFirst();
    }
  }

  private static void assertBlocked(Result result, String message) {
    assertThat(Executors.failed(result).failure())
        .isEqualTo(new Failure(ErrorType.BLOCKED, message));
  }

  @Test
  void anAddress() {
    assertBlocked(get("http://169.254.169.254/"), "169.254.169.254" + AT_METADATA);
  }

  @Test
  void anAddressInAnotherNotation() {
    assertThat(Executors.failed(get("http://[64:ff9b::a9fe:a9fe]/")).failure().type())
        .isEqualTo(ErrorType.BLOCKED);
  }

  @Test
  void aNameOfThatAddress() {
    assertBlocked(get("http://rebinding.example/"), "rebinding.example" + AT_METADATA);
  }

  @Test
  void aNameWithAnotherAddressIsCalledThere() {
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"))) {
      Result result = get("http://half.example:" + server.port() + "/");

      assertThat(Executors.response(result).status()).isEqualTo(200);
      assertThat(result.attempts().getFirst().address()).contains("127.0.0.1:" + server.port());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://169.254.169.254/", "http://rebinding.example/"})
  void aRedirect(String target) {
    try (WebServer server =
        new WebServer(
            exchange -> {
              exchange.getResponseHeaders().set("Location", target);
              exchange.sendResponseHeaders(302, -1);
            })) {
      String host = target.substring("http://".length(), target.length() - 1);

      assertBlocked(get(server.url("/")), host + AT_METADATA);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, false, 200",
    "false, false, true, 200",
    "true, false, true, 200",
    "true, true, false, 200",
    "true, false, false, blocked",
  })
  void onCloudRunARequestsEndpointsStayOutOfTheOwnersNetwork(
      boolean onCloudRun, boolean allowed, boolean trusted, String said) {
    Map<String, String> environment =
        Map.of(
            "K_SERVICE",
            onCloudRun ? "runner" : "",
            "ALLOW_PRIVATE_ENDPOINTS",
            Boolean.toString(allowed));
    try (WebServer server = new WebServer(WebServer.always(200, "text/plain", "ok"));
        JettyExecutor executor = new JettyExecutor(Executors.settings(environment), "test")) {
      Plan plan = Plans.parallel(Plans.get("one", server.url("/")));
      Plan asked =
          new Plan(
              plan.calls(),
              plan.mode(),
              plan.maxWorkers(),
              plan.deadline(),
              plan.limits(),
              plan.secrets(),
              trusted);

      Result result = executor.execute(asked, Executors.context()).results().getFirst();

      assertThat(
              result.outcome() instanceof Outcome.Succeeded succeeded
                  ? Integer.toString(succeeded.response().status())
                  : Executors.failed(result).failure().type().wireName())
          .isEqualTo(said);
    }
  }
}

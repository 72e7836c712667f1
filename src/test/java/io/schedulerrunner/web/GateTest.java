package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.report.Sample;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {

  private static final String FIRST = "not-a-real-key-1";
  private static final String SECOND = "not-a-real-key-2";

  private final FakeExecutor executor = FakeExecutor.answering(call -> Sample.succeeded(200));

  @Test
  void everythingIsOpenWithoutCredentialsConfigured() throws Exception {
    try (Service service = Service.with(executor)) {
      assertThat(service.send("POST", "/execute").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, SECOND})
  void everyConfiguredKeyOpens(String key) throws Exception {
    try (Service service = Service.with(executor, FIRST, SECOND)) {
      assertThat(service.send("POST", "/execute", "X-API-Key", key).statusCode()).isEqualTo(200);
      assertThat(service.send("GET", "/", "x-api-key", key).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/execute", "/task1", "/nope"})
  void aRequestWithoutCredentialsIsUnauthorized(String path) throws Exception {
    try (Service service = Service.with(executor, FIRST)) {
      HttpResponse<String> response = service.send("POST", path);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("www-authenticate"))
          .hasValue("ApiKey header=\"X-API-Key\"");
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":\"unauthorized\",\"message\":\"This request needs credentials.\"}");
    }
    assertThat(executor.contexts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "not-a-real-key-", "not-a-real-key-11", FIRST + "," + SECOND})
  void aWrongKeyIsForbidden(String key) throws Exception {
    try (Service service = Service.with(executor, FIRST, SECOND)) {
      HttpResponse<String> response = service.send("POST", "/execute", "X-API-Key", key);

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":\"forbidden\",\"message\":\"The key in X-API-Key is not valid.\"}");
    }
    assertThat(executor.contexts).isEmpty();
  }

  @Test
  void anEmptyKeyIsNoKey() throws Exception {
    try (Service service = Service.with(executor, FIRST)) {
      assertThat(service.send("POST", "/execute", "X-API-Key", "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void healthIsOpenToAll() throws Exception {
    try (Service service = Service.with(executor, FIRST)) {
      assertThat(service.send("GET", "/health").statusCode()).isEqualTo(200);
      assertThat(service.send("POST", "/health").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void credentialsAreAskedForBeforeTheBodyIsRead() throws Exception {
    try (Service service = Service.with(executor, FIRST);
        Socket socket = service.connect()) {
      socket
          .getOutputStream()
          .write(
              "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 401");
    }
  }

  @Test
  void anotherWayInWorksBesideTheKeys() throws Exception {
    Gate gate = Gate.of(access(List.of(FIRST)), new Passphrase());

    assertThat(status(gate, "X-Pass", "right")).isEqualTo(200);
    assertThat(status(gate, "X-Pass", "right", "X-API-Key", "wrong")).isEqualTo(200);
    assertThat(status(gate, "X-Pass", "wrong", "X-API-Key", FIRST)).isEqualTo(200);
    assertThat(status(gate, "X-Pass", "wrong")).isEqualTo(403);
    assertThat(status(gate)).isEqualTo(401);
  }

  @Test
  void aConfiguredWayInThatIsMissingKeepsTheGateClosed() throws Exception {
    Settings.Oidc oidc =
        new Settings.Oidc("audience", Set.of(), URI.create("https://accounts.example.test"));
    Gate gate = Gate.of(new Settings.Access(List.of(), Optional.of(oidc)));

    assertThat(gate.isOpen()).isFalse();
    assertThat(status(gate)).isEqualTo(401);
  }

  private static Settings.Access access(List<String> keys) {
    return new Settings.Access(keys, Optional.empty());
  }

  private static int status(Gate gate, String... headers) throws IOException, InterruptedException {
    Route route =
        Route.guarded("GET", "/", "For tests.", request -> Answer.object(200, json -> {}));
    HttpService http = new HttpService(Service.settings().listen(), gate, List.of(route), () -> {});
    try (Service service = Service.started(http)) {
      return service.send("GET", "/", headers).statusCode();
    }
  }

  /** A second way in. */
  private static final class Passphrase implements Authenticator {
    @Override
    public Verdict check(WebRequest request) {
      Optional<String> pass = request.header("X-Pass");
      if (pass.isEmpty()) {
        return new Verdict.Missing();
      }
      return pass.get().equals("right")
          ? new Verdict.Granted()
          : new Verdict.Refused("That is not it.");
    }

    @Override
    public String challenge() {
      return "Pass";
    }
  }
}

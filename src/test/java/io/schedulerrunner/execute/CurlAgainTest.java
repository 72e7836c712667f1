package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failed call's line, carried out by a real shell and a real curl. */
final class CurlAgainTest {

  /** What differs from client to client, and says nothing of the call. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("accept", "accept-encoding", "connection", "user-agent");

  private final WebServer server = new WebServer(WebServer.always(500, "text/plain", "no"));

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertTheSameAgain(Target target) throws Exception {
    Endpoint endpoint = Plans.sending(target, Plans.get("one", "http://unused/"));
    Run run = Executors.run(Plans.parallel(endpoint));
    carryOut(run.results().getFirst().curl().orElseThrow());

    assertThat(server.received()).hasSize(2);
    WebServer.Received called = server.received().getFirst();
    WebServer.Received again = server.received().getLast();
    assertThat(again.method()).isEqualTo(called.method()).isEqualTo(target.method());
    assertThat(again.target()).isEqualTo(called.target());
    assertThat(again.body()).isEqualTo(called.body());
    assertThat(headers(again)).isEqualTo(headers(called));
  }

  private static void carryOut(String line) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", line.replace("curl ", "curl --silent --show-error "))
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as("%s\n%s", line, output).isZero();
  }

  private static Map<String, List<String>> headers(WebServer.Received received) {
    Map<String, List<String>> headers = new TreeMap<>();
    received.headers().forEach((name, values) -> headers.put(lower(name), values));
    headers.keySet().removeAll(CLIENTS_OWN);
    return headers;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Target target(String method, String path, Payload payload) {
    return new Target(method, Text.of(server.url(path)), Map.of(), List.of(), payload);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void withoutABody(String method) throws Exception {
    assertTheSameAgain(target(method, "/a/../b/%2F?c=d&e=[1-2]", Payload.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void withADocument(String method) throws Exception {
    Payload json = new Payload.Json(Json.read("{\"a\": \"it's $HOME `id` \\\\ \\n ü €\"}"));
    assertTheSameAgain(target(method, "/", json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@/etc/hostname",
        "-x",
        "a=b&c",
        "100%\n'two' \"lines\"\n\n",
        "\\0101 %s\t\u0001"
      })
  void withAnyText(String body) throws Exception {
    assertTheSameAgain(target("POST", "/", new Payload.Raw(Text.of(body))));
  }

  @Test
  void withHeadersAndParams() throws Exception {
    Map<String, Text> headers =
        Map.of(
            "Content-Type",
            Text.of("application/x-ndjson"),
            "X-Empty",
            Text.of(""),
            "X-Quoted",
            Text.of("it's \"$HOME\"; @a"),
            "Idempotency-Key",
            Text.of("mine"));
    List<Param> params =
        List.of(new Param("q", Text.of("a b+c&'d'")), new Param("q", Text.of("ü/[1-2]")));
    assertTheSameAgain(
        new Target(
            "PUT", Text.of(server.url("/?z=1")), headers, params, new Payload.Raw(Text.of("{}"))));
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What arrives at an endpoint. */
class RequestTest {

  private final WebServer server = new WebServer(WebServer.always(200, "text/plain", ""));

  @AfterEach
  void stop() {
    server.close();
  }

  private WebServer.Received send(String method, Payload payload, Map<String, Text> headers) {
    Target target = new Target(method, Text.of(server.url("/x")), headers, List.of(), payload);
    Executors.run(Plans.parallel(Plans.sending(target, Plans.get("one", server.url("/x")))));
    return server.received().getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void everyMethodIsSent(String method) {
    assertThat(send(method, Payload.NONE, Map.of()).method()).isEqualTo(method);
  }

  @Test
  void jsonIsSentAsJson() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("a", "ü\"");

    WebServer.Received received = send("POST", new Payload.Json(tree), Map.of());

    assertThat(received.body()).isEqualTo("{\"a\":\"ü\\\"\"}");
    assertThat(received.header("Content-type")).isEqualTo("application/json");
    assertThat(received.header("Content-length")).isEqualTo("12");
  }

  @Test
  void rawTextIsSentAsItStands() {
    WebServer.Received received = send("POST", new Payload.Raw(Text.of("a=b&c=ü")), Map.of());

    assertThat(received.body()).isEqualTo("a=b&c=ü");
    assertThat(received.header("Content-type")).isEqualTo("text/plain;charset=utf-8");
  }

  @Test
  void theEndpointsOwnContentTypeWins() {
    WebServer.Received received =
        send(
            "POST",
            new Payload.Raw(Text.of("a=b")),
            Map.of("content-type", Text.of("application/x-www-form-urlencoded")));

    assertThat(received.headers().get("Content-type"))
        .containsExactly("application/x-www-form-urlencoded");
  }

  @Test
  void everyCallSaysWhoItIsAndWhatItMeans() {
    WebServer.Received received = send("POST", Payload.NONE, Map.of("X-One", Text.of("1")));

    assertThat(received.header("User-agent")).isEqualTo("runner-test");
    assertThat(received.header("Idempotency-key")).isEqualTo("run-1/one");
    assertThat(received.header("X-one")).isEqualTo("1");
    assertThat(received.header("Content-length")).isEqualTo("0");
  }

  @Test
  void theEndpointsOwnIdempotencyKeyWins() {
    WebServer.Received received =
        send("POST", Payload.NONE, Map.of("idempotency-key", Text.of("mine")));

    assertThat(received.headers().get("Idempotency-key")).containsExactly("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/x, http://a/x?p=1%20%26%C3%BC&p=2",
    "http://a/x?y=1, http://a/x?y=1&p=1%20%26%C3%BC&p=2",
    "http://a/x#top, http://a/x?p=1%20%26%C3%BC&p=2"
  })
  void paramsAreAddedToTheUrl(String url, String expected) {
    List<Param> params = List.of(new Param("p", Text.of("1 &ü")), new Param("p", Text.of("2")));

    assertThat(Requests.withParams(url, params, Text::value)).isEqualTo(expected);
  }

  @Test
  void aUrlWithoutPathAsksForTheRoot() {
    Executors.run(Plans.parallel(Plans.get("one", server.url(""))));

    assertThat(server.received().getFirst().target()).isEqualTo("/");
  }

  @Test
  void aUrlThatCannotBeReadIsAFailureOfItsEndpoint() {
    Result result =
        Executors.run(Plans.parallel(Plans.get("one", "http://127.0.0.1:notaport/")))
            .results()
            .getFirst();

    assertThat(Executors.failed(result).failure())
        .isEqualTo(new Failure(ErrorType.PROTOCOL, "This is not a URL that can be called."));
  }
}

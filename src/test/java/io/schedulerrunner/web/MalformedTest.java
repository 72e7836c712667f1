package io.schedulerrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.report.Sample;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class MalformedTest {

  private Service service;

  @BeforeEach
  void start() throws IOException {
    service = Service.with(FakeExecutor.answering(call -> Sample.succeeded(200)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\n: nothing\r\n\r\n",
        "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n{}",
        "POST /execute HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
      })
  void malformedHttpIsAnsweredAsJson(String request) throws Exception {
    String answer = service.raw(request);

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(error(answer).get("error").asString()).isEqualTo("bad_request");
    assertThat(error(answer).get("message").asString())
        .isEqualTo("The request could not be understood: Bad Request.");
    assertThat(answer).contains("Content-Type: application/json");
    assertThat(answer).doesNotContain("Server:").doesNotContainIgnoringCase("jetty");
  }

  @Test
  void headersOfMoreThan16KilobytesAreTooLarge() throws Exception {
    String answer =
        service.raw(
            "GET /health HTTP/1.1\r\nHost: x\r\nX-Big: " + "a".repeat(16 * 1024) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431 ");
    assertThat(error(answer).get("error").asString()).isEqualTo("request_header_fields_too_large");
  }

  @Test
  void aPathOfMoreThan16KilobytesIsTooLong() throws Exception {
    String answer = service.raw("GET /" + "a".repeat(16 * 1024) + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 414 ");
    assertThat(error(answer).get("error").asString()).isEqualTo("uri_too_long");
  }

  @Test
  void anotherVersionOfHttpIsNotSupported() throws Exception {
    String answer = service.raw("GET /health HTTP/9.9\r\nHost: x\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 505 ");
    assertThat(error(answer).get("error").asString()).isEqualTo("http_version_not_supported");
  }

  @Test
  void theServiceGoesOnAfterwards() throws Exception {
    service.raw("garbage\r\n\r\n");

    assertThat(service.send("GET", "/health").statusCode()).isEqualTo(200);
  }

  private static JsonNode error(String answer) {
    return Service.json(answer.substring(answer.indexOf("\r\n\r\n")));
  }
}

package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.plan.RunRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code POST /execute} takes as its body. */
final class ExecuteBodyTest extends Executing {

  @Test
  void theBodyIsReadWhateverItsContentTypeAndFraming() throws Exception {
    List<String> bodies = new ArrayList<>();
    try (Service service = reading(body -> remember(bodies, body))) {
      service.send(
          "POST",
          "/execute",
          HttpRequest.BodyPublishers.ofString("{\"a\":1}"),
          "Content-Type",
          "application/octet-stream");
      service.send(
          "POST",
          "/execute",
          HttpRequest.BodyPublishers.ofInputStream(
              () -> new java.io.ByteArrayInputStream("{\"chunked\":1}".getBytes(UTF_8))));
      service.send("POST", "/execute");
    }

    assertThat(bodies).containsExactly("{\"a\":1}", "{\"chunked\":1}", "");
  }

  @Test
  void theScheduleOfAnEndpointInTheBodyIsChecked() throws Exception {
    String body = "{\"endpoints\":[{\"url\":\"https://a.example\",\"schedule\":\"61 * * * *\"}]}";
    try (Service service = Service.with(executor)) {
      HttpResponse<String> response =
          service.send("POST", "/execute", HttpRequest.BodyPublishers.ofString(body));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Service.json(response).get("details").get(0).get("where").asString())
          .isEqualTo("endpoints[0].schedule");
    }
    assertThat(executor.contexts).isEmpty();
  }

  @Test
  void whatIsWrongWithTheBodyIsAnsweredAndNothingIsCalled() throws Exception {
    Problem first = new Problem("max_workers", "Must be 1 to 10000.", "10");
    Problem second = new Problem("", "Half a pair: \ud800.", "");
    try (Service service = reading(body -> refuse(first, second))) {
      HttpResponse<String> response = service.send("POST", "/execute");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":\"invalid_request\",\"message\":"
                  + "\"There are 2 problems with this request; nothing was called.\","
                  + "\"details\":[{\"where\":\"max_workers\",\"message\":\"Must be 1 to 10000.\","
                  + "\"example\":\"10\"},"
                  + "{\"where\":\"\",\"message\":\"Half a pair: ?.\",\"example\":\"\"}]}");
    }
    assertThat(executor.contexts).isEmpty();
  }

  @Test
  void aSingleProblemIsTheMessage() throws Exception {
    Problem problem = new Problem("tags", "Must be an array of strings.", "[\"daily\"]");
    try (Service service = reading(body -> refuse(problem))) {
      assertThat(Service.json(service.send("POST", "/execute")).get("message").asString())
          .isEqualTo("tags: Must be an array of strings. Example: [\"daily\"]");
    }
  }

  @Test
  void aBodyAsLargeAsAllowedIsRead() throws Exception {
    List<String> bodies = new ArrayList<>();
    try (Service service = reading(body -> remember(bodies, body))) {
      assertThat(post(service, "a".repeat(Service.MAX_BYTES)).statusCode()).isEqualTo(200);
    }
    assertThat(bodies.getFirst()).hasSize(Service.MAX_BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {Service.MAX_BYTES + 1, 5_000_000})
  void aLargerBodyIsRefusedByItsAnnouncedLength(int length) throws Exception {
    try (Service service = Service.with(executor)) {
      assertTooLarge(post(service, "a".repeat(length)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Service.MAX_BYTES + 1, 5_000_000})
  void aLargerBodyIsRefusedWhileItIsRead(int length) throws Exception {
    byte[] body = new byte[length];
    try (Service service = Service.with(executor)) {
      assertTooLarge(
          service.send(
              "POST",
              "/execute",
              HttpRequest.BodyPublishers.ofInputStream(
                  () -> new java.io.ByteArrayInputStream(body))));
    }
  }

  @Test
  void aClientThatWaitsForContinueIsSparedSendingALargeBody() throws Exception {
    try (Service service = Service.with(executor);
        Socket socket = service.connect()) {
      write(
          socket,
          Service.head(
              "POST /execute HTTP/1.1",
              "Host: x",
              "Expect: 100-continue",
              "Content-Length: 5000000"));

      assertThat(Service.readAll(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aClientThatWaitsForContinueIsToldToGoOn() throws Exception {
    try (Service service = Service.with(executor);
        Socket socket = service.connect()) {
      write(
          socket,
          Service.head(
              "POST /execute HTTP/1.1",
              "Host: x",
              "Expect: 100-continue",
              "Connection: close",
              "Content-Length: 2"));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(21), US_ASCII)).isEqualTo("HTTP/1.1 100 Continue");
      write(socket, "{}");

      assertThat(Service.readAll(socket)).contains("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aBodyThatBreaksOffCallsNothing() throws Exception {
    try (Service service = Service.with(executor)) {
      try (Socket socket = service.connect()) {
        write(socket, "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}");
        socket.shutdownOutput();
        Service.readAll(socket);
      }
      assertThat(service.send("GET", "/health").statusCode()).isEqualTo(200);
    }
    assertThat(executor.contexts).isEmpty();
  }

  private static RunRequest remember(List<String> bodies, byte[] body) {
    bodies.add(new String(body, UTF_8));
    return RunRequest.DEFAULT;
  }

  private static RunRequest refuse(Problem... problems) {
    throw new ConfigurationException(List.of(problems));
  }

  private static HttpResponse<String> post(Service service, String body)
      throws IOException, InterruptedException {
    return service.send("POST", "/execute", HttpRequest.BodyPublishers.ofString(body));
  }

  private void assertTooLarge(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"payload_too_large\","
                + "\"message\":\"The body is larger than 1000 bytes (MAX_REQUEST_BYTES).\"}");
    assertThat(executor.contexts).isEmpty();
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }
}

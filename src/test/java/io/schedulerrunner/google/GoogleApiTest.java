package io.schedulerrunner.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.GoogleAccess;
import io.schedulerrunner.testing.Configurations;
import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GoogleApiTest {

  private static final byte[] JSON = "{\"a\":1}".getBytes(UTF_8);

  private final WebServer metadata =
      new WebServer(
          WebServer.always(
              200,
              "application/json",
              "{\"access_token\":\"not-a-real-token\",\"expires_in\":3600}"));

  @AfterEach
  void stopMetadata() {
    metadata.close();
  }

  private GoogleAccess access(String host) {
    return GoogleAccess.of(
        Configurations.settings(Map.of("GCE_METADATA_HOST", host)), "test-agent");
  }

  private GoogleApi api(String base) {
    return GoogleApi.at(
        URI.create(base), access("127.0.0.1:" + metadata.port()), GoogleApi.PATIENCE);
  }

  private ApiReply answered(int status, String type, String body) {
    try (WebServer server = new WebServer(WebServer.always(status, type, body));
        GoogleApi api = api(server.url(""))) {
      return api.post("/v1/things", JSON);
    }
  }

  @Test
  void jsonIsSentWithATokenOfTheServiceAccount() {
    try (WebServer server =
            new WebServer(WebServer.always(200, "application/json", "{\"done\":true}"));
        GoogleApi api = api(server.url(""))) {
      ApiReply reply = api.post("/v1/things:do", JSON);

      assertThat(((ApiReply.Answered) reply).body().path("done").asBoolean()).isTrue();
      WebServer.Received received = server.received().getFirst();
      assertThat(received.method()).isEqualTo("POST");
      assertThat(received.target()).isEqualTo("/v1/things:do");
      assertThat(received.body()).isEqualTo("{\"a\":1}");
      assertThat(received.header("Authorization")).isEqualTo("Bearer not-a-real-token");
      assertThat(received.header("Content-type")).isEqualTo("application/json");
      assertThat(received.header("User-agent")).isEqualTo("test-agent");
      assertThat(api).hasToString(server.url(""));
    }
  }

  @Test
  void theApiIsAskedWithTlsUnlessThereIsAnEmulator() {
    GoogleAccess access = access("127.0.0.1:1");
    try (GoogleApi api = GoogleApi.of(access, "firestore.example", Optional.empty())) {
      assertThat(api).hasToString("https://firestore.example");
    }
  }

  @Test
  void anEmulatorLetsItsOwnerIn() {
    try (WebServer server = new WebServer(WebServer.always(200, "application/json", "{}"));
        GoogleApi api =
            GoogleApi.of(
                access("127.0.0.1:1"), "x.example", Optional.of("127.0.0.1:" + server.port()))) {
      assertThat(api.post("/v1/things", JSON)).isInstanceOf(ApiReply.Answered.class);
      assertThat(server.received().getFirst().header("Authorization")).isEqualTo("Bearer owner");
    }
    assertThat(metadata.received()).isEmpty();
  }

  @Test
  void whatIsRefusedSaysWhy() {
    String error = "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"No queue\"}}";

    assertThat(answered(404, "application/json", error))
        .isEqualTo(new ApiReply.Refused(404, "NOT_FOUND", "No queue"));
    assertThat(answered(404, "application/json", "[" + error + "]"))
        .isEqualTo(new ApiReply.Refused(404, "NOT_FOUND", "No queue"));
    assertThat(answered(500, "application/json", "{}"))
        .isEqualTo(new ApiReply.Refused(500, "", ""));
  }

  @Test
  void whatIsNoJsonIsNoAnswer() {
    assertThat(((ApiReply.Unanswered) answered(502, "text/html", "<html>")).reason())
        .endsWith("answered HTTP 502, no JSON.");
  }

  @Test
  void withoutATokenNothingIsAsked() {
    try (WebServer server = new WebServer(WebServer.always(200, "application/json", "{}"));
        GoogleApi api =
            GoogleApi.at(URI.create(server.url("")), access("127.0.0.1:1"), GoogleApi.PATIENCE)) {
      assertThat(((ApiReply.Unanswered) api.post("/v1/things", JSON)).reason())
          .startsWith("No token: the metadata server at 127.0.0.1:1 could not be reached");
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void whatDoesNotAnswerIsWaitedForNoLongerThanItsPatience() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    GoogleAccess access = access("127.0.0.1:" + metadata.port());
    access.token(GoogleApi.PATIENCE);
    try (RawServer server = new RawServer(_ -> never.await());
        GoogleApi api = GoogleApi.at(URI.create(server.url()), access, Duration.ofMillis(300))) {
      assertThat(((ApiReply.Unanswered) api.post("/v1/things", JSON)).reason())
          .startsWith(server.url() + " does not answer: ");
    }
  }

  @Test
  void anInterruptIsPassedOn() {
    try (WebServer server = new WebServer(WebServer.always(200, "application/json", "{}"));
        GoogleApi api = api(server.url(""))) {
      api.post("/v1/first", JSON);
      Thread.currentThread().interrupt();

      assertThat(api.post("/v1/things", JSON)).isEqualTo(new ApiReply.Unanswered("Interrupted."));
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

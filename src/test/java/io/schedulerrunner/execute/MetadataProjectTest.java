package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.RawServer;
import io.schedulerrunner.testing.WebServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataProjectTest extends Asking {

  private Optional<String> id(String host, Duration patience) {
    return new MetadataProject(new TokenClient(clients, patience), host).id().join();
  }

  private Optional<String> answered(int status, String body) {
    try (WebServer server = new WebServer(WebServer.always(status, "application/text", body))) {
      return id("127.0.0.1:" + server.port(), MetadataProject.PATIENCE);
    }
  }

  @Test
  void theServerIsAskedAsItWantsToBe() {
    try (WebServer server = new WebServer(WebServer.always(200, "application/text", "my-1"))) {
      assertThat(id("127.0.0.1:" + server.port(), MetadataProject.PATIENCE)).contains("my-1");
      assertThat(server.received())
          .singleElement()
          .returns("GET", WebServer.Received::method)
          .returns("/computeMetadata/v1/project/project-id", WebServer.Received::target)
          .returns("Google", request -> request.header("Metadata-flavor"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-project", "my-project\n", "example.com:my-project-1", "p"})
  void idsAreTakenAsTheyCome(String body) {
    assertThat(answered(200, body)).contains(body.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "My-Project", "1234567890", "a/traces/b", "a\nb", "a:b:c", "-a"})
  void whatIsNoIdIsNotTaken(String body) {
    assertThat(answered(200, body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 403, 404, 500})
  void anErrorIsNoId(int status) {
    assertThat(answered(status, "my-project")).isEmpty();
  }

  @Test
  void aHugeAnswerIsNoId() {
    assertThat(answered(200, "a".repeat(70_000))).isEmpty();
  }

  @Test
  void aSilentServerIsNotWaitedForLong() throws Exception {
    try (RawServer silent = new RawServer(connection -> Thread.currentThread().join())) {
      assertThat(id("127.0.0.1:" + silent.port(), Duration.ofMillis(50))).isEmpty();
    }
  }

  @Test
  void withoutAServerThereIsNone() {
    assertThat(id("127.0.0.1:1", MetadataProject.PATIENCE)).isEmpty();
  }
}

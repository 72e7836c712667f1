package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.testing.WebServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** On Cloud Run nobody need say which project it is. */
final class TraceLinksTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String UNKNOWN = "Set GOOGLE_CLOUD_PROJECT";
  private static final String LINK = "logging.googleapis.com/trace";

  private final WebServer endpoint = new WebServer(WebServer.always(200, "text/plain", "done"));
  private final List<Settings.Logs> installed = new ArrayList<>();
  private @TempDir Path directory;

  @AfterEach
  void close() {
    endpoint.close();
  }

  private Map<String, String> onCloudRun(int metadata) {
    return Map.of(
        "K_SERVICE",
        "runner",
        "GCE_METADATA_HOST",
        "127.0.0.1:" + metadata,
        "ENDPOINTS",
        "[\"" + endpoint.url("/") + "\"]");
  }

  private static void run(Served service) throws Exception {
    String place = "00-" + TRACE + "-00f067aa0ba902b7-01";
    assertThat(service.send("POST", "/execute", "traceparent", place).statusCode()).isEqualTo(200);
  }

  private static boolean isLinked(Served service) {
    return service.lines().stream().anyMatch(line -> line.has(LINK));
  }

  @Test
  void theMetadataServerNamesTheProjectOfTraces() throws Exception {
    try (WebServer metadata = new WebServer(WebServer.always(200, "text/plain", "my-project"));
        Served service = new Served(directory, onCloudRun(metadata.port()))) {
      while (!isLinked(service) && !service.log().contains(UNKNOWN)) {
        run(service);
      }
      assertThat(service.lines())
          .filteredOn(line -> line.has(LINK))
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line.path(LINK).asString())
                      .isEqualTo("projects/my-project/traces/" + TRACE));
      assertThat(metadata.received()).hasSize(1);
    }
  }

  @Test
  void withoutAnAnswerLinesAreWrittenAllTheSame() throws Exception {
    try (WebServer metadata = new WebServer(WebServer.always(404, "text/html", "<html>no"));
        Served service = new Served(directory, onCloudRun(metadata.port()))) {
      while (!service.log().contains(UNKNOWN)) {
        run(service);
      }
      run(service);
      assertThat(service.lines())
          .noneMatch(line -> line.has(LINK))
          .extracting(line -> line.path("message").asString())
          .contains(
              "The metadata server does not say which project this is: log lines are not linked to"
                  + " traces. Set GOOGLE_CLOUD_PROJECT");
      assertThat(service.lines())
          .filteredOn(TraceLinksTest::endsARun)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.has("logging.googleapis.com/spanId")).isTrue());
    }
  }

  private static boolean endsARun(JsonNode line) {
    return line.path("event").asString("").equals("run_ended");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', json",
    "runner, my-project, json",
    "runner, '', text",
  })
  void whereNothingIsMissingNobodyIsAsked(String service, String project, String format) {
    Map<String, String> environment = new HashMap<>();
    environment.put("K_SERVICE", service);
    environment.put("GOOGLE_CLOUD_PROJECT", project);
    environment.put("LOG_FORMAT", format);
    Settings settings = Configuration.load(environment, directory).settings();
    List<String> asked = new ArrayList<>();

    TraceLinks.complete(
        settings,
        () -> {
          asked.add("project");
          return CompletableFuture.completedFuture(Optional.of("another"));
        },
        installed::add);

    assertThat(asked).isEmpty();
    assertThat(installed).isEmpty();
  }
}

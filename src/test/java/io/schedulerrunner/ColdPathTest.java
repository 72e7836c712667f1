package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that lives for one run does not load. */
final class ColdPathTest {

  private @TempDir Path directory;

  @Test
  void nothingOfOpenTelemetryPrometheusAndMailIsLoadedForARunThatNeedsNone() throws Exception {
    List<String> loaded = loaded();

    assertThat(loaded).anyMatch(line -> line.contains(" io.schedulerrunner.metrics.RunMetrics "));
    assertThat(loaded)
        .filteredOn(
            line ->
                line.matches(
                    ".* (io.opentelemetry|io.prometheus|org.slf4j.bridge|jakarta.mail"
                        + "|jakarta.activation|org.eclipse.angus)[.].*"))
        .isEmpty();
  }

  private List<String> loaded() throws IOException, InterruptedException {
    Path log = directory.resolve("classes.log");
    Map<String, String> environment =
        Map.of(
            "STORE_URL", "memory:",
            "JAVA_TOOL_OPTIONS", "-Xlog:class+load=info:file=" + log,
            "SMTP_HOST", "127.0.0.1",
            "EMAIL_FROM", "runner@example.com",
            "EMAIL_TO", "ops@example.com",
            "EMAIL_ON", "failure");
    try (Instance instance = Instance.start(directory, environment)) {
      assertThat(instance.send("POST", "/execute", "traceparent", "broken").statusCode())
          .isEqualTo(200);
      instance.kill();
    }
    return Files.readAllLines(log);
  }
}

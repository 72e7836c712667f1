package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {

  @TempDir private Path directory;

  @Test
  void endpointsComeFromTheVariable() {
    Configuration configuration =
        Configuration.load(
            Map.of(
                "ENDPOINTS",
                "[\"https://a.example/x\",{\"url\":\"${BASE}/y\",\"headers\":{\"X-Key\":\"${KEY}\"}}]",
                "BASE",
                "https://b.example",
                "KEY",
                "not-a-real-secret-1"),
            directory);

    assertThat(configuration.endpoints().current().endpoints())
        .extracting(endpoint -> endpoint.target().url().shown())
        .containsExactly("https://a.example/x", "https://b.example/y");
    assertThat(configuration.endpoints().current().secrets().redact("a not-a-real-secret-1 b"))
        .isEqualTo("a *** b");
  }
}

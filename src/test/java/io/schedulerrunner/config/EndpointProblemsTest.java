package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get to read who make a mistake in {@code ENDPOINTS}; whole messages. */
final class EndpointProblemsTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "API_TOKEN", "not-a-real-secret-1",
          "MULTI_LINE", "not-a-real\nsecret-2",
          "EMPTY", "",
          "NAME", "not-a-real-secret-3");

  @TempDir private Path directory;

  static List<Cases> everyMistakeIsNamedWithItsPlace() {
    return Cases.of("/config/endpoints.cases");
  }

  @ParameterizedTest
  @MethodSource
  void everyMistakeIsNamedWithItsPlace(Cases mistake) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("ENDPOINTS", mistake.input());

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.load(environment, directory))
        .satisfies(
            e -> {
              assertThat(e).hasMessage(mistake.expected());
              assertThat(e.getMessage()).doesNotContain("not-a-real");
            });
  }
}

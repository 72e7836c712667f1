package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get to read who make a mistake in an environment variable; whole messages. */
final class SettingsProblemsTest {

  static List<Cases> everyMistakeIsNamedWithItsVariable() {
    return Cases.of("/config/settings.cases");
  }

  @ParameterizedTest
  @MethodSource
  void everyMistakeIsNamedWithItsVariable(Cases mistake) {
    Map<String, String> environment = new HashMap<>();
    mistake
        .input()
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(variable -> environment.put(variable[0], variable[1]));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.load(environment, Path.of("/nonexistent")))
        .satisfies(
            e -> {
              assertThat(e).hasMessage(mistake.expected());
              assertThat(e.getMessage()).doesNotContain("not-a-real");
            });
  }
}

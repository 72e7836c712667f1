package io.schedulerrunner.plan;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.config.Cases;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers get to read who send a wrong body; whole messages. */
final class RunRequestProblemsTest {

  private static final Settings SETTINGS =
      Configuration.load(Map.of(), Path.of("/nonexistent")).settings();

  static List<Cases> everyMistakeIsNamedWithItsPlace() {
    return Cases.of("/plan/request.cases");
  }

  @ParameterizedTest
  @MethodSource
  void everyMistakeIsNamedWithItsPlace(Cases mistake) {
    byte[] body = mistake.input().getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> RunRequestReader.read(body, SETTINGS))
        .withMessage(mistake.expected());
  }
}

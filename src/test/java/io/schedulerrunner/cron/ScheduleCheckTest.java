package io.schedulerrunner.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleCheckTest {

  private static Configuration load(String json, Map<String, String> more) {
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("ENDPOINTS", json.replace('\'', '"'));
    return Configuration.load(environment, Path.of("/nonexistent"), new ScheduleCheck());
  }

  @Test
  void aValidScheduleIsFine() {
    String json = "['https://a.example', {'url': 'https://a.example', 'schedule': 'H 6 * * MON'}]";
    assertThat(load(json, Map.of()).endpoints().current().endpoints()).hasSize(2);
  }

  @Test
  void everyMistakeIsFoundAtOnceWithItsPlaceAndAnExample() {
    String json =
        "[{'url': 'https://a.example', 'schedule': '0 25 * * *'},"
            + " {'url': 'https://a.example', 'schedule': '0 0 31 2 *'}]";
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(json, Map.of()))
        .withMessageContaining(
            "ENDPOINTS: endpoints[0].schedule: \"0 25 * * *\", position 3: hour: hour is from 0 to"
                + " 23, not 25. Example: 0 9-17 * * *")
        .withMessageContaining("ENDPOINTS: endpoints[1].schedule: \"0 0 31 2 *\", position");
  }

  @Test
  void aSecretIsNotToldEvenIfItIsNoSchedule() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                load(
                    "[{'url': 'https://a.example', 'schedule': '${TOKEN}'}]",
                    Map.of("TOKEN", "not-a-real-secret-1")))
        .withMessageContaining("endpoints[0].schedule: \"***\", position 20")
        .withMessageNotContaining("not-a-real");
  }
}

package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example endpoints of a service without others. */
final class OwnTasksTest {

  private static Settings settings(Map<String, String> environment) {
    return Configuration.load(environment, Path.of("target")).settings();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080/task1",
    "localhost, http://localhost:8080/task1",
    "0.0.0.0, http://127.0.0.1:8080/task1",
    "::, http://127.0.0.1:8080/task1",
    "::1, http://[::1]:8080/task1",
  })
  void theyAreCalledWhereTheServiceCanBeReached(String host, String url) {
    EndpointSet tasks = OwnTasks.of(settings(Map.of("HOST", host)), 8080);

    assertThat(tasks.endpoints())
        .extracting(Endpoint::name)
        .containsExactly("task1", "task2", "task3");
    assertThat(tasks.endpoints().getFirst().target().url().value()).isEqualTo(url);
    assertThat(tasks.endpoints().getFirst().target().headers()).isEmpty();
  }

  @Test
  void theyAreGivenTheFirstKeyAndItStaysSecret() {
    String keys = "not-a-real-secret-1,not-a-real-secret-2";
    EndpointSet tasks = OwnTasks.of(settings(Map.of("API_KEY", keys)), 8080);

    assertThat(tasks.endpoints().getLast().target().headers())
        .hasEntrySatisfying(
            "X-API-Key",
            key -> {
              assertThat(key.value()).isEqualTo("not-a-real-secret-1");
              assertThat(key.shown()).isEqualTo("***");
            });
    assertThat(tasks.secrets().redact("not-a-real-secret-2")).isEqualTo("***");
  }
}

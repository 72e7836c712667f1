package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How it is said who makes the calls of a run. */
final class DispatchTest {

  private static final String QUEUE = "projects/my-project/locations/us-central1/queues/runner";
  private static final Map<String, String> TASKS =
      Map.of(
          "DISPATCH", " Cloud-Tasks ",
          "STORE_URL", "firestore://my-project/(default)",
          "CLOUD_TASKS_QUEUE", " " + QUEUE + " ",
          "SERVICE_URL", "https://runner.example//",
          "CLOUD_TASKS_SERVICE_ACCOUNT", "invoker@my-project.iam.gserviceaccount.com",
          "OIDC_AUDIENCE", "https://audience.example",
          "OIDC_SERVICE_ACCOUNTS", "invoker@my-project.iam.gserviceaccount.com");

  private static Settings read(Map<String, String> environment) {
    return Configuration.load(environment, Path.of("/nonexistent")).settings();
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(TASKS);
    environment.put(name, value);
    return environment;
  }

  @Test
  void unlessSomethingElseIsSaidTheProcessMakesThemItself() {
    assertThat(read(Map.of()).dispatch())
        .isEqualTo(new Settings.Dispatch(Settings.Dispatch.Mode.LOCAL, false));
  }

  @ParameterizedTest
  @CsvSource({"on, true", "ON, true", "off, false", "'', false"})
  void processesThatShareADatabaseMayWorkForOthers(String worker, boolean works) {
    Map<String, String> environment =
        Map.of("DISPATCH", "Postgres", "STORE_URL", "postgresql://db/runs", "WORKER", worker);

    assertThat(read(environment).dispatch())
        .isEqualTo(new Settings.Dispatch(Settings.Dispatch.Mode.POSTGRES, works));
  }

  @Test
  void cloudTasksAreToldWhereToGo() {
    Settings settings = read(TASKS);

    assertThat(settings.dispatch())
        .isEqualTo(new Settings.Dispatch(Settings.Dispatch.Mode.CLOUD_TASKS, false));
    assertThat(settings.cloudTasks())
        .isEqualTo(
            new CloudTasks(
                QUEUE,
                "https://runner.example",
                "invoker@my-project.iam.gserviceaccount.com",
                "https://audience.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "CLOUD_TASKS_QUEUE, runner, must be a queue's full name.",
    "SERVICE_URL, runner.example, must be this service's own URL.",
    "CLOUD_TASKS_SERVICE_ACCOUNT, invoker, must be a service account."
  })
  void whatCloudTasksNeedHasItsShape(String name, String value, String message) {
    assertThatThrownBy(() -> read(with(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("%s: %s", name, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FIRESTORE_EMULATOR_HOST", "CLOUD_TASKS_EMULATOR_HOST"})
  void emulatorsAreKnownByHostAndPort(String name) {
    assertThat(read(Map.of(name, "127.0.0.1:8085")).environment()).containsKey(name);
    assertThatThrownBy(() -> read(Map.of(name, "http://127.0.0.1:8085")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("%s: must be HOST:PORT.", name);
  }
}

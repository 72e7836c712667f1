package io.schedulerrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommandLogsTest {

  @Test
  void aCommandShowsItsRunItself() {
    CommandLogs logs = CommandLogs.of(Configurations.settings(Map.of()));
    assertThat(logs.settings().level()).isEqualTo("warn");
    assertThat(logs.observers()).isEmpty();
  }

  @Test
  void aLevelThatIsAskedForHoldsForCommandsToo() {
    CommandLogs logs = CommandLogs.of(Configurations.settings(Map.of("LOG_LEVEL", "info")));
    assertThat(logs.settings().level()).isEqualTo("info");
    assertThat(logs.observers()).hasSize(1);
  }
}

package io.schedulerrunner.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayersTest {

  @ParameterizedTest
  @CsvSource({
    "report, execute",
    "history, config",
    "runner, notify",
    "web, runner",
    "cli, history",
    "cli, cron",
    "schedule, cron",
    "telemetry, config",
    "'', web",
    "'', telemetry",
    "plan, plan"
  })
  void arrowsGoDown(String user, String used) {
    assertThat(Layers.mayUse(user, used)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "execute, report",
    "config, plan",
    "history, notify",
    "web, cli",
    "schedule, web",
    "cli, schedule",
    "web, telemetry",
    "cron, plan",
    "cli, telemetry",
    "execute, telemetry",
    "web, ''",
    "runner, web",
    "web, notify",
    "'', unheard",
    "unheard, config"
  })
  void arrowsNeverGoUpOrSideways(String user, String used) {
    assertThat(Layers.mayUse(user, used)).isFalse();
  }
}

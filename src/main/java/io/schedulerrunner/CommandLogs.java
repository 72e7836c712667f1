package io.schedulerrunner;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.runner.RunLog;
import java.util.List;

/**
 * What a command logs: it shows its run itself, so unless {@code LOG_LEVEL} is set only what goes
 * wrong besides the endpoints.
 *
 * @param observers what logs the run
 */
record CommandLogs(Settings.Logs settings, List<RunObserver> observers) {

  static CommandLogs of(Settings settings) {
    Settings.Logs logs = settings.logs();
    boolean asked = !settings.environment().getOrDefault("LOG_LEVEL", "").isBlank();
    return asked
        ? new CommandLogs(logs, List.of(new RunLog()))
        : new CommandLogs(new Settings.Logs(logs.format(), "warn", logs.project()), List.of());
  }
}

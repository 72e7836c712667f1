package io.schedulerrunner;

import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.metrics.Metrics;
import io.schedulerrunner.metrics.RunMetrics;
import io.schedulerrunner.metrics.Surroundings;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.schedule.Schedules;
import io.schedulerrunner.telemetry.Exporting;
import io.schedulerrunner.telemetry.OtelVariables;
import io.schedulerrunner.web.Route;
import io.schedulerrunner.web.Triggers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How others get to know what this process does, besides its log: metrics and traces. */
final class Watching implements AutoCloseable {

  private final RunMetrics counted = new RunMetrics();
  private final Schedules schedules;
  private final Metrics metrics;
  private final Exports exports;

  /**
   * Begins to export, where that is configured.
   *
   * @throws ConfigurationException where the variables for that cannot be used
   */
  Watching(Configuration configuration, String version, History history) {
    Instant now = InstantSource.system().instant();
    schedules = new Schedules(configuration.endpoints(), history);
    metrics =
        new Metrics(
            counted, new Surroundings(version, now, history::isAvailable, schedules::dueAfter));
    exports = exports(configuration.settings(), version, metrics);
  }

  /** Whatever is not configured is not loaded either. */
  private static Exports exports(Settings settings, String version, Metrics metrics) {
    OtelVariables variables = new OtelVariables(settings.environment());
    return variables.isOn()
        ? new OtlpExports(
            Exporting.start(variables, version, metrics::snapshots), settings.calls().deadline())
        : Exports.NONE;
  }

  /** The schedules of what is configured. */
  Schedules schedules() {
    return schedules;
  }

  /** What was counted so far. */
  Metrics metrics() {
    return metrics;
  }

  /** Makes the spans of calls, where somebody wants them. */
  Optional<Tracer> tracer() {
    return exports.tracer();
  }

  /** The same runner, watched. */
  Runner watch(Runner runner, List<RunObserver> others) {
    List<RunObserver> all = new ArrayList<>(others);
    all.add(counted);
    return exports.traced(runner.observedBy(all));
  }

  /** The same route, watched if it starts work. */
  Route watch(Route route) {
    return route.startsWork() ? exports.traced(route).around(Triggers::around) : route;
  }

  @Override
  public void close() {
    exports.close();
  }
}

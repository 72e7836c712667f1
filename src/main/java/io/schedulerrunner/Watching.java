package io.schedulerrunner;

import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.metrics.Metrics;
import io.schedulerrunner.metrics.RunMetrics;
import io.schedulerrunner.metrics.Surroundings;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.schedule.Schedules;
import io.schedulerrunner.telemetry.Exporting;
import io.schedulerrunner.telemetry.OtelVariables;
import io.schedulerrunner.telemetry.OtlpMetrics;
import io.schedulerrunner.web.Route;
import io.schedulerrunner.web.ServerSpans;
import io.schedulerrunner.web.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How others get to know what this process does, besides its log: metrics and traces. */
final class Watching implements AutoCloseable {

  private final RunMetrics counted = new RunMetrics();
  private final Duration deadline;
  private final Schedules schedules;
  private final Metrics metrics;
  private final Optional<Exporting> exporting;

  /**
   * Begins to export, where that is configured.
   *
   * @throws ConfigurationException where the variables for that cannot be used
   */
  Watching(Configuration configuration, String version, History history) {
    Instant now = InstantSource.system().instant();
    deadline = configuration.settings().calls().deadline();
    schedules = new Schedules(configuration.endpoints(), history);
    metrics =
        new Metrics(
            counted,
            new Surroundings(version, now, history::isAvailable, schedules::dueAfter));
    OtelVariables variables = new OtelVariables(configuration.settings().environment());
    exporting =
        variables.isOn()
            ? Optional.of(
                Exporting.start(
                    variables,
                    version,
                    new OtlpMetrics(metrics::snapshots, InstantSource.system(), now)))
            : Optional.empty();
  }

  /** The schedules of what is configured. */
  Schedules schedules() {
    return schedules;
  }

  /** What was counted so far. */
  Metrics metrics() {
    return metrics;
  }

  /** Makes the spans, where somebody wants them. */
  Optional<Tracer> tracer() {
    return exporting.map(Exporting::tracer);
  }

  /** The same runner, watched. */
  Runner watch(Runner runner, List<RunObserver> others) {
    List<RunObserver> all = new ArrayList<>(others);
    all.add(counted);
    Runner observed = runner.observedBy(all);
    return tracer().map(observed::tracedBy).orElse(observed);
  }

  /** The same route, watched if it starts work. */
  Route watch(Route route) {
    if (!route.startsWork()) {
      return route;
    }
    Route traced =
        exporting
            .map(it -> new ServerSpans(it.tracer(), it::flush, deadline).around(route))
            .orElse(route);
    return traced.around(Triggers::around);
  }

  @Override
  public void close() {
    exporting.ifPresent(Exporting::close);
  }
}

package io.schedulerrunner;

import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.telemetry.Exporting;
import io.schedulerrunner.web.Route;
import io.schedulerrunner.web.ServerSpans;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends spans and metrics through OpenTelemetry.
 *
 * @param deadline from a request's arrival until its answer
 */
record OtlpExports(Exporting exporting, Duration deadline) implements Exports {

  @Override
  public Optional<Tracer> tracer() {
    return Optional.of(exporting.tracer());
  }

  @Override
  public Runner traced(Runner runner) {
    return runner.tracedBy(exporting.tracer());
  }

  @Override
  public Route traced(Route route) {
    return new ServerSpans(exporting.tracer(), exporting::flush, deadline).around(route);
  }

  @Override
  public void close() {
    exporting.close();
  }
}

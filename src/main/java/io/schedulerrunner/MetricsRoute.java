package io.schedulerrunner;

import io.schedulerrunner.metrics.Metrics;
import io.schedulerrunner.web.Answer;
import io.schedulerrunner.web.Route;
import java.util.Map;

/** {@code GET /metrics}: where what was counted meets HTTP. */
final class MetricsRoute {

  private MetricsRoute() {}

  static Route of(Metrics metrics) {
    return Route.guarded(
        "GET",
        "/metrics",
        "What was counted of runs and calls, in Prometheus' text format.",
        request -> new Answer(200, Map.of("Content-Type", Metrics.contentType()), metrics::write));
  }
}

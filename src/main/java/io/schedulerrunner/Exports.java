package io.schedulerrunner;

import io.opentelemetry.api.trace.Tracer;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.web.Route;
import java.util.Optional;

/** Sends what is seen of runs to others, or does not. Thread-safe. */
interface Exports extends AutoCloseable {

  /** Sends nothing, and loads nothing. */
  Exports NONE =
      new Exports() {
        @Override
        public Optional<Tracer> tracer() {
          return Optional.empty();
        }

        @Override
        public Runner traced(Runner runner) {
          return runner;
        }

        @Override
        public Route traced(Route route) {
          return route;
        }

        @Override
        public void close() {
          // There is nothing to let go of.
        }
      };

  /** Makes the spans of calls, where somebody wants them. */
  Optional<Tracer> tracer();

  /** The same runner, with spans of its runs. */
  Runner traced(Runner runner);

  /** The same route, with spans of its requests. */
  Route traced(Route route);

  /** Sends what there is, and ends. */
  @Override
  void close();
}

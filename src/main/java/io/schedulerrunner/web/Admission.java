package io.schedulerrunner.web;

import io.schedulerrunner.config.Settings;
import java.util.concurrent.Semaphore;

/**
 * Lets at most {@code MAX_RUNS} runs go on at the same time: each holds memory and connections, and
 * an honest refusal is better than all of them failing. One for all routes that start runs; runs of
 * the built-in scheduler are not counted. Thread-safe.
 */
final class Admission {

  private static final String RETRY_AFTER_SECONDS = "5";

  private final Semaphore places;

  /** With the places that the settings allow. */
  Admission(Settings.Listen settings) {
    places = new Semaphore(settings.maxRuns());
  }

  /**
   * The same route, which answers where there is a place; else 429 (RFC 6585), before the body is
   * read. A route that starts no run needs none.
   */
  Route around(Route route) {
    return route.startsRun() ? route.acting(around(route.action())) : route;
  }

  private Route.Action around(Route.Action action) {
    return request -> {
      if (!places.tryAcquire()) {
        return full();
      }
      try {
        return action.answer(request);
      } finally {
        places.release();
      }
    };
  }

  private static Answer full() {
    return Answer.error(
            429, "too_many_runs", "As many runs are going on as are allowed (MAX_RUNS).")
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }
}

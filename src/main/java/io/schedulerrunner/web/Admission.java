package io.schedulerrunner.web;

import io.schedulerrunner.config.Settings;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;

/**
 * Lets at most {@code MAX_RUNS} runs go on at the same time, and those with large bodies only as
 * far as half of the heap suffices: each holds memory and connections, and an honest refusal is
 * better than all of them failing. One for all routes that start runs; runs of the built-in
 * scheduler are not counted. Thread-safe.
 */
final class Admission {

  private static final String RETRY_AFTER_SECONDS = "5";

  /** A body this small is not counted: places bound how many there are. */
  private static final int SMALL_BYTES = 64 * 1024;

  /** How many times its size a body takes: as bytes, as text, as a tree, and as it is sent on. */
  private static final int EXPANSION = 8;

  /** What memory is counted in. */
  private static final int UNIT_BYTES = 1024;

  private final Semaphore places;
  private final long maxBytes;
  private final int allUnits;
  private final Semaphore units;

  /**
   * With the places that the settings allow.
   *
   * @param heapBytes how large the heap may become
   */
  Admission(Settings.Listen settings, long heapBytes) {
    places = new Semaphore(settings.maxRuns());
    maxBytes = settings.maxRequestBytes();
    allUnits = units(heapBytes / 2);
    units = new Semaphore(allUnits);
  }

  /**
   * The same route, which answers where there is a place; else 429 (RFC 6585), before the body is
   * read. A route that starts no run needs none.
   */
  Route around(Route route) {
    return route.startsRun() ? route.acting(around(route.action())) : route;
  }

  private Route.Action around(Route.Action action) {
    return within(
        places,
        request -> 1,
        "As many runs are going on as are allowed (MAX_RUNS).",
        within(
            units,
            this::weight,
            "Requests with large bodies hold as much memory as they may.",
            action));
  }

  /** The same, which answers where so many permits are free for as long as it takes. */
  private static Route.Action within(
      Semaphore free, ToIntFunction<WebRequest> needed, String refusal, Route.Action action) {
    return request -> {
      int permits = needed.applyAsInt(request);
      if (!free.tryAcquire(permits)) {
        return Answer.error(429, "too_many_runs", refusal).with("Retry-After", RETRY_AFTER_SECONDS);
      }
      try {
        return action.answer(request);
      } finally {
        free.release(permits);
      }
    };
  }

  /** A body of unknown length may be as large as any; the largest has the memory for itself. */
  private int weight(WebRequest request) {
    long bytes = request.length().orElse(maxBytes);
    boolean counts = bytes > SMALL_BYTES && bytes <= maxBytes;
    return counts ? Math.min(allUnits, units(EXPANSION * bytes)) : 0;
  }

  private static int units(long bytes) {
    return Math.clamp(bytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
  }
}

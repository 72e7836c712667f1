package io.schedulerrunner.plan;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** Turns what is asked for and what is configured into a plan. Pure and thread-safe. */
public final class Planner {

  private Planner() {}

  /** The plan for a request; the configured endpoints count where the request brings none. */
  public static Plan plan(RunRequest request, EndpointSet configured, Settings.Calls defaults) {
    EndpointSet set = request.endpoints().orElse(configured);
    List<Call> calls = new ArrayList<>();
    for (Endpoint endpoint : set.endpoints()) {
      calls.add(new Call(calls.size(), endpoint, endpoint.target().payload()));
    }
    int workers =
        request.parallel()
            ? Math.min(
                request.maxWorkers().orElseGet(defaults::maxWorkers), Math.max(1, calls.size()))
            : 1;
    return new Plan(
        calls,
        request.parallel() ? Plan.Mode.PARALLEL : Plan.Mode.SEQUENTIAL,
        workers,
        request.deadline().orElseGet(defaults::deadline),
        set.limits(),
        set.secrets(),
        request.endpoints().isEmpty());
  }
}

package io.schedulerrunner.plan;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Turns what is asked for and what is configured into a plan. Pure and thread-safe.
 *
 * <p>Where tags or names choose among the endpoints, a dependency on one that was not chosen counts
 * as satisfied: whoever names some asks for these endpoints and no others.
 */
public final class Planner {

  private Planner() {}

  /**
   * The plan for a request; the configured endpoints count where the request brings none.
   *
   * @throws ConfigurationException if a tag belongs to no endpoint
   */
  public static Plan plan(RunRequest request, EndpointSet configured, Settings.Calls defaults) {
    EndpointSet set = request.endpoints().orElse(configured);
    checkTags(request.tags(), set);
    List<Call> calls = new ArrayList<>();
    for (Endpoint endpoint : set.endpoints()) {
      if (isChosen(endpoint, request)) {
        calls.add(new Call(calls.size(), endpoint, payload(endpoint, request.defaultPayload())));
      }
    }
    int workers = request.maxWorkers().orElseGet(defaults::maxWorkers);
    Secrets secrets =
        request.endpoints().isPresent() ? set.secrets().and(configured.secrets()) : set.secrets();
    return new Plan(
        calls,
        request.parallel() ? Plan.Mode.PARALLEL : Plan.Mode.SEQUENTIAL,
        request.parallel() ? Math.clamp(calls.size(), 1, workers) : 1,
        request.deadline().orElseGet(defaults::deadline),
        set.limits(),
        secrets,
        request.endpoints().isEmpty());
  }

  private static boolean isChosen(Endpoint endpoint, RunRequest request) {
    return (request.tags().isEmpty() || !Collections.disjoint(endpoint.tags(), request.tags()))
        && request.only().map(names -> names.contains(endpoint.name())).orElse(true);
  }

  /** GET and HEAD have no use for a body that they did not ask for. */
  private static Payload payload(Endpoint endpoint, Optional<JsonNode> standard) {
    Payload own = endpoint.target().payload();
    String method = endpoint.target().method();
    boolean without = own.equals(Payload.NONE) && !method.equals("GET") && !method.equals("HEAD");
    return without ? standard.<Payload>map(Payload.Json::new).orElse(own) : own;
  }

  /** A tag that nobody has is a mistake: a run of nothing would look like a success. */
  private static void checkTags(Set<String> tags, EndpointSet set) {
    Set<String> known = new LinkedHashSet<>();
    set.endpoints().forEach(endpoint -> known.addAll(endpoint.tags()));
    List<Problem> problems =
        tags.stream()
            .filter(tag -> !known.contains(tag))
            .map(tag -> problem(tag, known, set.secrets()))
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static Problem problem(String tag, Set<String> known, Secrets secrets) {
    String list = known.isEmpty() ? "none has tags" : "known are " + String.join(", ", known);
    String message = "no endpoint has the tag \"" + tag + "\"; " + list + ".";
    return new Problem("tags", secrets.redact(message), "");
  }
}

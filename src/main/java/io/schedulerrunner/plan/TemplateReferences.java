package io.schedulerrunner.plan;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks that the results which templates name are there when they are asked for: in parallel those
 * of what an endpoint depends on, directly or not; in sequence also those of all endpoints before
 * it. Names that are not in the plan (left out by tags) are not looked at. Pure and thread-safe.
 */
public final class TemplateReferences {

  private final Plan plan;
  private final Map<String, Call> byName = new HashMap<>();

  private TemplateReferences(Plan plan) {
    this.plan = plan;
    plan.calls().forEach(call -> byName.put(call.name(), call));
  }

  /**
   * Checks a plan.
   *
   * @param named the endpoints whose results an endpoint's templates name
   * @throws ConfigurationException with every template that asks too early
   */
  public static void check(Plan plan, Function<Endpoint, Set<String>> named) {
    TemplateReferences references = new TemplateReferences(plan);
    List<Problem> problems = new ArrayList<>();
    for (Call call : plan.calls()) {
      for (String name : named.apply(call.endpoint())) {
        Optional.ofNullable(references.byName.get(name))
            .filter(needed -> !references.isBefore(needed, call))
            .ifPresent(needed -> problems.add(references.problem(call, name)));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private boolean isBefore(Call needed, Call call) {
    boolean earlier = plan.mode() == Plan.Mode.SEQUENTIAL && needed.index() < call.index();
    return earlier || isDependency(needed.name(), call);
  }

  private boolean isDependency(String name, Call call) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(call.endpoint().dependsOn());
    while (!open.isEmpty()) {
      String next = open.remove();
      if (next.equals(name)) {
        return true;
      }
      if (seen.add(next) && byName.containsKey(next)) {
        open.addAll(byName.get(next).endpoint().dependsOn());
      }
    }
    return false;
  }

  private Problem problem(Call call, String name) {
    String message =
        call.name().equals(name)
            ? "a template names the result of this endpoint itself, which is not there before it."
            : "a template names the result of \""
                + name
                + "\", which may come later; add \"depends_on\": [\""
                + name
                + "\"]"
                + (plan.mode() == Plan.Mode.SEQUENTIAL ? ", or put that endpoint first." : ".");
    return new Problem("endpoint " + call.name(), message, "");
  }
}

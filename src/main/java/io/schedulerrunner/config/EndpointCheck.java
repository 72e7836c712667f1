package io.schedulerrunner.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks at an endpoint with what only other parts can judge: its cron expression, its templates and
 * expressions. Thread-safe.
 */
@FunctionalInterface
public interface EndpointCheck {

  /** Finds nothing wrong. */
  EndpointCheck NONE = (endpoint, names) -> List.of();

  /**
   * What is wrong with an endpoint.
   *
   * @param names of all endpoints of the set
   * @return problems whose {@link Problem#where()} is relative to the endpoint, such as {@code
   *     schedule}
   */
  List<Problem> problems(Endpoint endpoint, Set<String> names);

  /** Finds what this one finds, and then what the other does. */
  default EndpointCheck and(EndpointCheck other) {
    return (endpoint, names) -> {
      List<Problem> problems = new ArrayList<>(problems(endpoint, names));
      problems.addAll(other.problems(endpoint, names));
      return problems;
    };
  }
}

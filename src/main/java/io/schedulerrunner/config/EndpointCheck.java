package io.schedulerrunner.config;

import java.util.List;
import java.util.Set;

/**
 * Looks at an endpoint with what only other parts can judge: its cron expression, its templates and
 * expressions. Thread-safe. It has no constants and no methods of its own: the AOT cache leaves out
 * lambdas of an interface that has to be initialised.
 */
@FunctionalInterface
public interface EndpointCheck {

  /**
   * What is wrong with an endpoint.
   *
   * @param names of all endpoints of the set
   * @return problems whose {@link Problem#where()} is relative to the endpoint, such as {@code
   *     schedule}
   */
  List<Problem> problems(Endpoint endpoint, Set<String> names);
}

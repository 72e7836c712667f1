package io.schedulerrunner.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what each of several checks finds. Immutable.
 *
 * @param all in the order in which problems are told
 */
public record EndpointChecks(List<EndpointCheck> all) implements EndpointCheck {

  /** Finds nothing wrong. */
  public static final EndpointCheck NONE = new EndpointChecks(List.of());

  public EndpointChecks {
    all = List.copyOf(all);
  }

  /** One check of several. */
  public static EndpointCheck of(EndpointCheck... checks) {
    return new EndpointChecks(List.of(checks));
  }

  @Override
  public List<Problem> problems(Endpoint endpoint, Set<String> names) {
    List<Problem> problems = new ArrayList<>();
    for (EndpointCheck check : all) {
      problems.addAll(check.problems(endpoint, names));
    }
    return problems;
  }
}

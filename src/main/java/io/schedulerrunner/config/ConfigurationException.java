package io.schedulerrunner.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration or a request that cannot be used, with everything that is wrong with it. */
public final class ConfigurationException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** With all problems found, at least one. */
  public ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the document. */
  public List<Problem> problems() {
    return problems;
  }
}

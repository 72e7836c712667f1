package io.schedulerrunner.plan;

import io.schedulerrunner.config.EndpointSet;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a trigger asks for; the fields of {@code POST /execute}'s body. Immutable.
 *
 * @param endpoints endpoints for this run only, in place of the configured ones
 * @param defaultPayload JSON for endpoints without a body of their own
 * @param parallel false: one after another, in order
 * @param maxWorkers most endpoints in flight
 * @param tags only endpoints with one of these; empty means all
 * @param only names of endpoints, of which no others are called, whatever their tags; not part of a
 *     body
 * @param deadline within which the run must be answered
 * @param dryRun the plan instead of a run
 * @param sendEmail whether to mail the report
 */
public record RunRequest(
    Optional<EndpointSet> endpoints,
    Optional<JsonNode> defaultPayload,
    boolean parallel,
    OptionalInt maxWorkers,
    Set<String> tags,
    Optional<Set<String>> only,
    Optional<Duration> deadline,
    boolean dryRun,
    boolean sendEmail) {

  /** What an empty body means: every configured endpoint, in parallel. */
  public static final RunRequest DEFAULT =
      new RunRequest(
          Optional.empty(),
          Optional.empty(),
          true,
          OptionalInt.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);

  public RunRequest {
    tags = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    only = only.map(Set::copyOf);
  }

  /** Configured endpoints of these names, in parallel. */
  public static RunRequest only(Set<String> names) {
    return new RunRequest(
        Optional.empty(),
        Optional.empty(),
        true,
        OptionalInt.empty(),
        Set.of(),
        Optional.of(names),
        Optional.empty(),
        false,
        false);
  }
}

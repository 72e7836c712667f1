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
 * @param written those endpoints as they came
 * @param defaultPayload JSON for endpoints without a body of their own
 * @param parallel false: one after another, in order
 * @param maxWorkers most endpoints in flight
 * @param tags only endpoints with one of these; empty means all
 * @param only names of endpoints, of which no others are called, whatever their tags; not part of a
 *     body
 * @param deadline within which the run must be answered
 * @param dryRun the plan instead of a run
 * @param sendEmail whether to mail the report
 * @param waitFor how long to wait for the report of a run that others carry out
 */
public record RunRequest(
    Optional<EndpointSet> endpoints,
    Optional<WrittenEndpoints> written,
    Optional<JsonNode> defaultPayload,
    boolean parallel,
    OptionalInt maxWorkers,
    Set<String> tags,
    Optional<Set<String>> only,
    Optional<Duration> deadline,
    boolean dryRun,
    boolean sendEmail,
    Duration waitFor) {

  /** What an empty body means: every configured endpoint, in parallel. */
  public static final RunRequest DEFAULT =
      new RunRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true,
          OptionalInt.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Duration.ZERO);

  public RunRequest {
    tags = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    only = only.map(Set::copyOf);
  }

  /** Configured endpoints of these names, in parallel. */
  public static RunRequest only(Set<String> names) {
    return DEFAULT.restrictedTo(Optional.of(names));
  }

  /** The same, whose trigger waits for the report. */
  public RunRequest waiting(Duration time) {
    return with(only, time);
  }

  /** The same, of endpoints with these names, if any are named. */
  RunRequest restrictedTo(Optional<Set<String>> names) {
    return with(names, waitFor);
  }

  private RunRequest with(Optional<Set<String>> names, Duration time) {
    return new RunRequest(
        endpoints,
        written,
        defaultPayload,
        parallel,
        maxWorkers,
        tags,
        names,
        deadline,
        dryRun,
        sendEmail,
        time);
  }
}

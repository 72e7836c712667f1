package io.schedulerrunner.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One HTTP endpoint to call, with every default filled in. Immutable; made by the configuration's
 * reader.
 *
 * @param name unique in its set; {@code endpoint-N} by default, N its 1-based position
 * @param timeout for one attempt, headers and body together
 * @param dependsOn names of endpoints that must have succeeded first
 * @param when an expression; false leaves the endpoint out
 * @param limit the shared limit that it names or whose hosts match
 * @param trace whether it is told which trace its call belongs to
 */
public record Endpoint(
    String name,
    Target target,
    Duration timeout,
    Set<String> tags,
    Optional<Schedule> schedule,
    List<String> dependsOn,
    Optional<Text> when,
    Expectation expect,
    Retry retry,
    Optional<Auth> auth,
    Optional<String> limit,
    boolean trace) {

  public Endpoint {
    // Thousands of endpoints mostly have none: an empty map of one's own costs 100 bytes.
    tags =
        tags.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    dependsOn = List.copyOf(dependsOn);
  }

  /** An endpoint of which no more is known than what a report shows. */
  public static Endpoint shown(String name, String method, String url) {
    return new Endpoint(
        name,
        new Target(method, Text.of(url), Map.of(), List.of(), Payload.NONE),
        Duration.ZERO,
        Set.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Expectation.SUCCESS,
        Retry.NEVER,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /** The same endpoint with another request. */
  public Endpoint with(Target changed) {
    return new Endpoint(
        name, changed, timeout, tags, schedule, dependsOn, when, expect, retry, auth, limit, trace);
  }
}

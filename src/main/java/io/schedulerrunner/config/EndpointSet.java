package io.schedulerrunner.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a run can call, in configuration order. Immutable.
 *
 * @param limits by name
 * @param secrets what must never be shown
 * @param warnings what the owner should know, such as a secret too short to be searched for
 */
public record EndpointSet(
    List<Endpoint> endpoints, Map<String, Limit> limits, Secrets secrets, List<String> warnings) {

  /** Nothing to call. */
  static final EndpointSet EMPTY = new EndpointSet(List.of(), Map.of(), Secrets.NONE, List.of());

  public EndpointSet {
    endpoints = List.copyOf(endpoints);
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    warnings = List.copyOf(warnings);
  }
}

package io.schedulerrunner.config;

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

  public EndpointSet {
    endpoints = List.copyOf(endpoints);
    limits = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    warnings = List.copyOf(warnings);
  }
}

package io.schedulerrunner.config;

import java.util.List;
import java.util.Map;

/**
 * The request an endpoint gets. Immutable.
 *
 * @param method in upper case
 * @param url absolute, http or https
 * @param headers in configured order
 * @param params query parameters, added to those in the URL
 */
public record Target(
    String method, Text url, Map<String, Text> headers, List<Param> params, Payload payload) {

  public Target {
    headers =
        headers.isEmpty()
            ? Map.of()
            : java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(headers));
    params = List.copyOf(params);
  }
}

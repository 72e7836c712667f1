package io.schedulerrunner.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path such as <code>/runs/{id}</code>. Matches what comes character by character, so that no
 * encoding and no {@code ..} leads anywhere; a parameter is one segment that is not empty.
 * Immutable.
 */
record PathPattern(String text, List<String> segments) {

  PathPattern(String text) {
    this(text, List.of(text.split("/", -1)));
  }

  /** The parameters by name, where the path matches. */
  Optional<Map<String, String>> match(String path) {
    String[] actual = path.split("/", -1);
    if (actual.length != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < actual.length; i++) {
      String expected = segments.get(i);
      if (expected.startsWith("{") && !actual[i].isEmpty()) {
        parameters.put(expected.substring(1, expected.length() - 1), actual[i]);
      } else if (!expected.equals(actual[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}

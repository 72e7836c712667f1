package io.schedulerrunner.web;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads query strings: {@code name=value} pairs; of one name the last value counts. */
final class QueryString {

  private QueryString() {}

  /**
   * What has a value, by name.
   *
   * @throws ConfigurationException where a percent sign stands for nothing
   */
  static Map<String, String> read(WebRequest request) {
    Map<String, String> values = new HashMap<>();
    for (String pair : request.query().orElse("").split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      values.put(name, equals < 0 ? "" : decoded(name, pair.substring(equals + 1)));
    }
    values.values().removeIf(String::isEmpty);
    return values;
  }

  private static String decoded(String name, String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of(
              new Problem(
                  name, "has a % that no two hexadecimal digits follow.", name + "=50%25")));
    }
  }
}

package io.schedulerrunner.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Endpoints read from a text in which single quotes stand for double ones. */
final class Endpoints {

  private Endpoints() {}

  /** Reads the value of {@code ENDPOINTS}, with variables given as {@code NAME=value}. */
  static EndpointSet read(String json, String... variables) {
    Map<String, String> environment = new HashMap<>();
    Arrays.stream(variables)
        .map(variable -> variable.split("=", 2))
        .forEach(variable -> environment.put(variable[0], variable[1]));
    environment.put("ENDPOINTS", json.replace('\'', '"'));
    return Configuration.load(environment, Path.of("/nonexistent")).endpoints().current();
  }

  /** Reads one endpoint. */
  static Endpoint one(String fields, String... variables) {
    return read("[{'url': 'https://a.example', " + fields + "}]", variables).endpoints().getFirst();
  }

  /** Reads one endpoint of that URL. */
  static Endpoint url(String url, String... variables) {
    return read("['" + url + "']", variables).endpoints().getFirst();
  }
}

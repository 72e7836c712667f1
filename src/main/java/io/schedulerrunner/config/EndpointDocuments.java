package io.schedulerrunner.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code ENDPOINTS} and {@code ENDPOINTS_FILE}.
 *
 * @param secrets of the settings, which answers may echo as well
 */
record EndpointDocuments(
    Map<String, String> environment, EndpointSetReader reader, List<String> secrets) {

  private static final String URL = "https://api.example.com/refresh";

  /**
   * From the variable, always JSON.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  EndpointSet variable(String json) {
    Reading reading = Reading.configured("ENDPOINTS", environment);
    try {
      return read(Json.read(json), reading);
    } catch (JsonException e) {
      String message = "is not valid JSON: " + e.getMessage();
      throw failure(reading, message, "ENDPOINTS=[\"" + URL + "\"]");
    }
  }

  /**
   * From a file, JSON or YAML: as its name says, else as it begins, for mounted secrets often have
   * no ending.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  EndpointSet file(Path path) {
    Reading reading = Reading.configured("ENDPOINTS_FILE", environment);
    String document;
    try {
      String text = Files.readString(path);
      document = text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      String message = path + " cannot be read; it must exist, be readable and be UTF-8";
      throw failure(reading, message, "ENDPOINTS_FILE=endpoints.yaml");
    }
    boolean yaml = isYaml(path, document);
    try {
      return read(yaml ? Yaml.read(document) : Json.read(document), reading);
    } catch (JsonException e) {
      String message = path + " is not valid " + (yaml ? "YAML" : "JSON") + ": " + e.getMessage();
      throw failure(reading, message, yaml ? "- " + URL : "[\"" + URL + "\"]");
    }
  }

  private static boolean isYaml(Path path, String document) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return false;
    }
    String start = document.stripLeading();
    boolean bracket = start.startsWith("[") || start.startsWith("{");
    return name.endsWith(".yaml") || name.endsWith(".yml") || !bracket;
  }

  private EndpointSet read(JsonNode document, Reading reading) {
    EndpointSet set = reader.read(document, reading);
    reading.end();
    return new EndpointSet(
        set.endpoints(), set.limits(), set.secrets().and(secrets), set.warnings());
  }

  private static ConfigurationException failure(Reading reading, String message, String example) {
    reading.problem("", message + ".", example);
    return new ConfigurationException(reading.problems());
  }
}

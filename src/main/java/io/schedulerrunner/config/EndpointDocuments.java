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
      throw failure(reading, "is not valid JSON: " + e.getMessage());
    }
  }

  /**
   * From a file, YAML if its name says so.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  EndpointSet file(Path path) {
    Reading reading = Reading.configured("ENDPOINTS_FILE", environment);
    String name = path.toString().toLowerCase(Locale.ROOT);
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    try {
      String text = Files.readString(path);
      String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return read(yaml ? Yaml.read(document) : Json.read(document), reading);
    } catch (JsonException e) {
      String format = yaml ? "YAML" : "JSON";
      throw failure(reading, path + " is not valid " + format + ": " + e.getMessage());
    } catch (IOException e) {
      throw failure(reading, path + " cannot be read; it must exist, be readable and be UTF-8");
    }
  }

  private EndpointSet read(JsonNode document, Reading reading) {
    EndpointSet set = reader.read(document, reading);
    reading.end();
    return new EndpointSet(
        set.endpoints(), set.limits(), set.secrets().and(secrets), set.warnings());
  }

  private static ConfigurationException failure(Reading reading, String message) {
    reading.problem("", message + ".", "");
    return new ConfigurationException(reading.problems());
  }
}

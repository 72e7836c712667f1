package io.schedulerrunner.config;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Everything that is configured from outside. Immutable, but for endpoints in a file, which are
 * read again when it changes.
 *
 * @param warnings what the owner should know, for the log
 */
public record Configuration(Settings settings, EndpointSource endpoints, List<String> warnings) {

  /** With letters and digits, some 80 bits: beyond guessing over a network. */
  private static final int SHORTEST_KEY = 16;

  private static final String GUESSABLE =
      "A key in API_KEY has fewer than "
          + SHORTEST_KEY
          + " characters and may be guessed; ./runner keygen makes a good one.";

  public Configuration {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the environment, {@code .env} and the endpoints, without any check of schedules and
   * expressions.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public static Configuration load(Map<String, String> environment, Path directory) {
    return load(environment, directory, EndpointChecks.NONE);
  }

  /**
   * Reads the environment, {@code .env} and the endpoints.
   *
   * @param environment the process's own, which wins over {@code .env}
   * @param directory where {@code .env} may stand and relative paths begin
   * @param check what other parts know of an endpoint's fields
   * @throws ConfigurationException with everything that is wrong
   */
  public static Configuration load(
      Map<String, String> environment, Path directory, EndpointCheck check) {
    return load(environment, directory, check, Configuration::isTerminal);
  }

  static Configuration load(
      Map<String, String> environment,
      Path directory,
      EndpointCheck check,
      BooleanSupplier terminal) {
    Reading reading = Reading.untrusted();
    Map<String, String> all = merge(environment, directory, reading);
    SettingsReader settingsReader = new SettingsReader(all, reading, terminal);
    Settings settings = settingsReader.read();
    List<String> secrets = settingsReader.secrets(settings.access());
    EndpointDocuments documents =
        new EndpointDocuments(
            all, new EndpointSetReader(settings.calls().timeout(), check), secrets);
    List<Problem> problems = new ArrayList<>();
    EndpointSource endpoints = EndpointSource.of(EndpointSet.EMPTY);
    try {
      endpoints = endpoints(new Variables(all, reading), directory, documents);
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
    problems.addAll(0, reading.problems());
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    List<String> warnings = new ArrayList<>();
    settings.access().apiKeys().stream()
        .filter(key -> key.length() < Secrets.SHORTEST)
        .forEach(ignored -> warnings.add(Secrets.tooShort("A key in API_KEY")));
    settings.access().apiKeys().stream()
        .filter(key -> key.length() < SHORTEST_KEY)
        .forEach(ignored -> warnings.add(GUESSABLE));
    warnings.addAll(endpoints.current().warnings());
    return new Configuration(settings, endpoints, warnings);
  }

  private static EndpointSource endpoints(
      Variables variables, Path directory, EndpointDocuments documents) {
    Optional<String> json = variables.text("ENDPOINTS");
    Optional<String> file = variables.text("ENDPOINTS_FILE");
    if (json.isPresent() && file.isPresent()) {
      variables.problem(
          "ENDPOINTS_FILE",
          "is set, and ENDPOINTS too; keep one of them.",
          "ENDPOINTS_FILE=endpoints.yaml");
    }
    if (json.isPresent()) {
      return EndpointSource.of(documents.variable(json.orElseThrow()));
    }
    if (file.isPresent()) {
      Path path = directory.resolve(file.orElseThrow());
      return new EndpointFile(path, () -> documents.file(path));
    }
    return EndpointSource.of(
        new EndpointSet(List.of(), Map.of(), Secrets.of(documents.secrets()), List.of()));
  }

  private static Map<String, String> merge(
      Map<String, String> environment, Path directory, Reading reading) {
    Path file = directory.resolve(".env");
    if (!environment.getOrDefault("K_SERVICE", "").isBlank() || !Files.isRegularFile(file)) {
      return Map.copyOf(environment);
    }
    Map<String, String> all = new HashMap<>();
    try {
      all.putAll(EnvFile.parse(Files.readString(file), reading));
    } catch (IOException e) {
      reading.problem(".env", "cannot be read; it must be readable and be UTF-8.", "");
    }
    all.putAll(environment);
    return Map.copyOf(all);
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}

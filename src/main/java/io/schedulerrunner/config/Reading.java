package io.schedulerrunner.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reading of one document: gathers all that is wrong with it, and the secrets it holds. Not
 * thread-safe.
 */
public final class Reading {

  private final String source;
  private final Optional<Substitution> substitution;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<String> secrets = new LinkedHashSet<>();

  private Reading(String source, Optional<Substitution> substitution) {
    this.source = source;
    this.substitution = substitution;
  }

  /** Of the configuration, in which <code>${NAME}</code> stands for a variable. */
  static Reading configured(String source, Map<String, String> environment) {
    return new Reading(source, Optional.of(new Substitution(environment)));
  }

  /** Of what somebody sent, in which nothing is replaced. */
  public static Reading untrusted() {
    return new Reading("", Optional.empty());
  }

  /** Notes something wrong; the same thing at the same place only once. */
  public void problem(String path, String message, String example) {
    String separator = source.isEmpty() || path.isEmpty() ? "" : ": ";
    problems.add(new Problem(source + separator + path, message, example));
  }

  /** Whether parts of the document may be read by others at the same time. */
  boolean isDivisible() {
    return substitution.isEmpty();
  }

  /** For a part of a document that is divisible. */
  Reading part() {
    return new Reading(source, Optional.empty());
  }

  /** Notes what came of a part. */
  void add(Reading part) {
    problems.addAll(part.problems);
    secrets.addAll(part.secrets);
  }

  /** Everything wrong so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigurationException if anything was wrong
   */
  public void end() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems());
    }
  }

  Text text(String raw, String path) {
    return substitution
        .map(variables -> variables.text(raw, message -> problem(path, message, "")))
        .orElseGet(() -> Text.of(raw));
  }

  /** A value that is secret wherever it came from, such as a password. */
  Text secret(String name, String value) {
    secrets.add(value);
    return new Text(List.of(new Text.Substituted(name, value, true)));
  }

  Secrets secrets() {
    Set<String> values = new LinkedHashSet<>(secrets);
    substitution.ifPresent(variables -> values.addAll(variables.secrets().values()));
    return Secrets.of(values);
  }

  /** A warning for each variable that is too short to be searched for. */
  List<String> warnings() {
    return substitution.stream()
        .flatMap(variables -> variables.secrets().entrySet().stream())
        .filter(secret -> secret.getValue().length() < Secrets.SHORTEST)
        .map(secret -> Secrets.tooShort("${" + secret.getKey() + "}"))
        .toList();
  }
}

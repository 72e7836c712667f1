package io.schedulerrunner.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts environment variables in the place of <code>${NAME}</code>, and remembers which of them are
 * secret. Not thread-safe.
 */
final class Substitution {

  private final Map<String, String> environment;
  private final Map<String, String> secrets = new LinkedHashMap<>();

  Substitution(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The values that were put in and must not be shown, by their variable's name. */
  Map<String, String> secrets() {
    return secrets;
  }

  /** A string with its variables put in; what is wrong with them is told to {@code problem}. */
  Text text(String raw, Consumer<String> problem) {
    List<Text.Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    for (int start = raw.indexOf("${"); start >= 0; start = raw.indexOf("${", at)) {
      boolean escaped = start > at && raw.charAt(start - 1) == '$';
      int end = escaped ? start + 1 : raw.indexOf('}', start);
      if (end < 0) {
        problem.accept("${ is not closed by }; write $${ for a literal ${.");
        break;
      }
      literal.append(raw, at, escaped ? start - 1 : start);
      at = end + 1;
      if (escaped) {
        literal.append("${");
      } else {
        Optional<Text.Part> value = value(raw.substring(start + 2, end), problem);
        if (value.isPresent()) {
          add(parts, literal);
          parts.add(value.orElseThrow());
        }
      }
    }
    literal.append(raw, at, raw.length());
    add(parts, literal);
    return new Text(parts);
  }

  private static void add(List<Text.Part> parts, StringBuilder literal) {
    if (!literal.isEmpty()) {
      parts.add(new Text.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private Optional<Text.Part> value(String name, Consumer<String> problem) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      Set<String> known = new LinkedHashSet<>(environment.keySet());
      known.removeIf(other -> environment.getOrDefault(other, "").isEmpty());
      String nearest =
          Suggestions.nearest(name, known)
              .map(near -> "; did you mean ${" + near + "}?")
              .orElse("; write $${ for a literal ${.");
      problem.accept("the environment variable \"" + name + "\" is not set or empty" + nearest);
      return Optional.empty();
    }
    boolean secret = !Urls.isPlain(value);
    if (secret) {
      secrets.put(name, value);
    }
    return Optional.of(new Text.Substituted(name, value, secret));
  }
}

package io.schedulerrunner.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.DecimalNode;

/** Typed reading of environment variables; an empty one counts as not set. Not thread-safe. */
final class Variables {

  private final Map<String, String> environment;
  private final Reading reading;
  private final Set<String> asked = new LinkedHashSet<>();

  Variables(Map<String, String> environment, Reading reading) {
    this.environment = environment;
    this.reading = reading;
  }

  /** Every name that was asked for. */
  Set<String> asked() {
    return asked;
  }

  Optional<String> text(String name) {
    asked.add(name);
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** Split at commas. */
  List<String> list(String name) {
    List<String> items =
        text(name).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
    if (items.isEmpty() && text(name).isPresent()) {
      problem(name, "holds nothing but commas.", name + "=first,second");
    }
    return items;
  }

  int integer(String name, int standard, int least, int most) {
    String example = name + "=" + standard;
    return number(name, "a whole number from " + least + " to " + most, example)
        .flatMap(value -> value.integer(least, most, example))
        .orElseGet(() -> standard);
  }

  Duration seconds(String name, int standard) {
    String example = name + "=" + standard;
    return number(name, "a number of seconds above 0", example)
        .flatMap(value -> value.seconds(example))
        .orElseGet(() -> Duration.ofSeconds(standard));
  }

  boolean flag(String name, String yes, String no) {
    return choice(name, no, yes).equals(yes);
  }

  /** One of a few words, in any case; the first is the default. */
  String choice(String name, String standard, String... others) {
    List<String> words = new java.util.ArrayList<>(List.of(standard));
    words.addAll(List.of(others));
    String value = text(name).map(word -> word.toLowerCase(Locale.ROOT)).orElseGet(() -> standard);
    if (!words.contains(value)) {
      String known = String.join(", ", words);
      problem(
          name,
          "must be one of " + known + ", but is \"" + brief(value) + "\".",
          name + "=" + standard);
    }
    return value;
  }

  /** A text that must look like something; never repeated in a message, for it may be secret. */
  Optional<String> matching(String name, Predicate<String> rule, String wanted, String example) {
    Optional<String> value = text(name);
    if (value.isPresent() && !rule.test(value.orElseThrow())) {
      problem(name, "must be " + wanted + ".", name + "=" + example);
    }
    return value;
  }

  void problem(String name, String message, String example) {
    reading.problem(name, message, example);
  }

  private Optional<Value> number(String name, String wanted, String example) {
    Optional<String> text = text(name);
    try {
      return text.map(BigDecimal::new)
          .map(number -> new Value(DecimalNode.valueOf(number), name, reading));
    } catch (NumberFormatException e) {
      String shown = brief(text.orElseThrow());
      problem(name, "must be " + wanted + ", but is \"" + shown + "\".", example);
      return Optional.empty();
    }
  }

  private static String brief(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "…" : value;
  }
}

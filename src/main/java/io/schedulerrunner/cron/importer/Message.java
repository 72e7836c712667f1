package io.schedulerrunner.cron.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One JSON object of a job, asked for its fields by type. */
record Message(Map<?, ?> fields) {

  static Message of(Object value) {
    return new Message(value instanceof Map<?, ?> map ? map : Map.of());
  }

  /** A string or a number as text; empty where it is absent, empty or something else. */
  Optional<String> text(String name) {
    return fields.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  Optional<Message> message(String name) {
    return fields.get(name) instanceof Map<?, ?> map
        ? Optional.of(new Message(map))
        : Optional.empty();
  }

  /** Every field as text, in order. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((name, value) -> texts.put(name.toString(), value.toString()));
    return texts;
  }

  /** Seconds of a duration such as {@code 3.5s}. */
  Optional<String> seconds(String name) {
    return text(name).map(text -> text.replaceAll("s$", ""));
  }

  /** The names of fields that are not among the known. */
  List<String> unknown(Set<String> known) {
    return fields.keySet().stream()
        .map(Object::toString)
        .filter(name -> !known.contains(name))
        .toList();
  }
}

package io.schedulerrunner.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the endpoints of a set are called. A name stands in every report, so that one with a secret
 * in it goes by what may be shown of it, {@code report-***}, everywhere; with its position behind
 * it where another endpoint goes by that already. Immutable.
 */
final class EndpointNames {

  private static final String EXAMPLE = "\"refresh-cache\"";

  /** By what they are in the configuration. */
  private final Map<String, String> shown = new HashMap<>();

  private EndpointNames() {}

  /** The names of the endpoints in an array, whatever else is wrong with them. */
  static EndpointNames of(List<Value> items) {
    EndpointNames names = new EndpointNames();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      Optional<Text> name = text(items.get(i));
      if (name.isPresent()) {
        names.add(name.orElseThrow(), i + 1, taken);
      }
    }
    return names;
  }

  private static Optional<Text> text(Value item) {
    return Optional.ofNullable(item.node().get("name"))
        .filter(JsonNode::isString)
        .map(node -> item.reading().text(node.stringValue(), item.path() + ".name"));
  }

  private void add(Text name, int position, Set<String> taken) {
    if (shown.containsKey(name.value())) {
      return;
    }
    String free = name.shown();
    while (!name.isLiteral() && !taken.add(free)) {
      free += "-" + position;
    }
    shown.put(name.value(), free);
  }

  /** What an endpoint is called by; empty, and noted, where that is no name. */
  Optional<String> read(Value value) {
    Optional<Text> name = value.text(EXAMPLE);
    if (name.isPresent() && !Names.isValid(name.orElseThrow().value())) {
      value.problem("may hold only letters, digits, - and _.", EXAMPLE);
      return Optional.empty();
    }
    return name.map(it -> shown.getOrDefault(it.value(), it.shown()));
  }
}

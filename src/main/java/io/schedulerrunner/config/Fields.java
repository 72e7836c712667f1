package io.schedulerrunner.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of an object in a configuration or request. Reading one makes it known; {@link #end()}
 * refuses all others. Not thread-safe.
 */
public final class Fields {

  private final ObjectNode object;
  private final String path;
  private final Reading reading;
  private final List<String> known = new ArrayList<>(32);

  Fields(ObjectNode object, String path, Reading reading) {
    this.object = object;
    this.path = path;
    this.reading = reading;
  }

  /** A field, if the object has it. */
  public Optional<Value> value(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name)).map(node -> at(name, node));
  }

  /** A field that must be there. */
  public Optional<Value> required(String name, String example) {
    Optional<Value> value = value(name);
    if (value.isEmpty()) {
      problem("the field \"" + name + "\" is missing.", example);
    }
    return value;
  }

  /** Every field, for objects whose names are free. */
  public Set<String> names() {
    return new LinkedHashSet<>(object.propertyNames());
  }

  /** Refuses the fields that nobody asked for. */
  public void end() {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        Set<String> names = new LinkedHashSet<>(known);
        String hint =
            Suggestions.nearest(name, names)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; known are " + String.join(", ", names) + ".");
        at(name, object.get(name)).problem("unknown field" + hint, "");
      }
    }
  }

  /** Notes something wrong with the object as a whole. */
  public void problem(String message, String example) {
    reading.problem(path, message, example);
  }

  Reading reading() {
    return reading;
  }

  private Value at(String name, JsonNode node) {
    return new Value(node, path.isEmpty() ? name : path + "." + name, reading);
  }
}

package io.schedulerrunner.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks that {@code depends_on} names endpoints of the set, and that nothing waits for itself. */
final class Dependencies {

  /** What each endpoint still waits for. */
  private final Map<String, Set<String>> waiting = new LinkedHashMap<>();

  private final Map<String, List<String>> dependents = new HashMap<>();
  private final Map<String, Value> places;

  private Dependencies(Map<String, Value> places) {
    this.places = places;
  }

  /**
   * Notes every problem.
   *
   * @param places where each endpoint stands, by name
   */
  static void check(List<Endpoint> endpoints, Map<String, Value> places) {
    Dependencies dependencies = new Dependencies(places);
    endpoints.forEach(endpoint -> dependencies.waiting.put(endpoint.name(), new LinkedHashSet<>()));
    endpoints.forEach(dependencies::add);
    dependencies.findCycles();
  }

  private void add(Endpoint endpoint) {
    int index = 0;
    for (String name : endpoint.dependsOn()) {
      if (waiting.containsKey(name)) {
        waiting.getOrDefault(endpoint.name(), Set.of()).add(name);
        dependents.computeIfAbsent(name, ignored -> new ArrayList<>()).add(endpoint.name());
      } else if (!places.containsKey(name)) {
        unknown(endpoint, name, index);
      }
      index++;
    }
  }

  private void unknown(Endpoint endpoint, String name, int index) {
    String hint =
        Suggestions.nearest(name, places.keySet())
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElse(".");
    problem(endpoint.name(), "[" + index + "]", "\"" + name + "\" is not an endpoint" + hint);
  }

  /** Kahn's algorithm; where it gets stuck there is a cycle, which is named and then cut. */
  private void findCycles() {
    Deque<String> ready = new ArrayDeque<>();
    waiting.forEach(
        (name, needs) -> {
          if (needs.isEmpty()) {
            ready.add(name);
          }
        });
    finish(ready);
    while (!waiting.isEmpty()) {
      List<String> cycle = cycle(waiting.keySet().iterator().next());
      problem(cycle.getFirst(), "", "goes round in a circle: " + String.join(" → ", cycle) + ".");
      ready.addAll(cycle.subList(1, cycle.size()));
      finish(ready);
    }
  }

  private void finish(Deque<String> ready) {
    while (!ready.isEmpty()) {
      String name = ready.remove();
      waiting.remove(name);
      for (String dependent : dependents.getOrDefault(name, List.of())) {
        Set<String> needs = waiting.getOrDefault(dependent, Set.of());
        if (needs.contains(name)) {
          needs.remove(name);
          if (needs.isEmpty()) {
            ready.add(dependent);
          }
        }
      }
    }
  }

  /** Follows what each waits for until a name comes again. */
  private List<String> cycle(String start) {
    Set<String> seen = new LinkedHashSet<>();
    String name = start;
    while (seen.add(name)) {
      name = waiting.getOrDefault(name, Set.of()).iterator().next();
    }
    List<String> path = List.copyOf(seen);
    List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
    cycle.add(name);
    return cycle;
  }

  private void problem(String endpoint, String suffix, String message) {
    Value place = Objects.requireNonNull(places.get(endpoint));
    place.reading().problem(place.path() + ".depends_on" + suffix, message, "");
  }
}

package io.schedulerrunner.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a whole set of endpoints: an array, or an object with defaults and limits. */
public final class EndpointSetReader {

  private static final String EXAMPLE = "[\"https://api.example.com/refresh\"]";

  private final Duration timeout;
  private final EndpointCheck check;

  /** With the timeout of endpoints that name none. */
  public EndpointSetReader(Duration timeout, EndpointCheck check) {
    this.timeout = timeout;
    this.check = check;
  }

  /** Reads a configuration; what is wrong with it is noted in {@code reading}. */
  EndpointSet read(JsonNode document, Reading reading) {
    if (document.isArray()) {
      return read(new Value(document, "endpoints", reading), Optional.empty(), Map.of());
    }
    Value root = new Value(document, "", reading);
    if (!document.isObject()) {
      root.wrongType("an array of endpoints or an object {defaults, limits, endpoints}", EXAMPLE);
      return EndpointSet.EMPTY;
    }
    Fields fields = root.fields("").orElseThrow();
    Map<String, Limit> limits = fields.value("limits").map(LimitReader::read).orElseGet(Map::of);
    Optional<Fields> defaults =
        fields.value("defaults").flatMap(it -> it.fields("{\"timeout\": 10}"));
    defaults.ifPresent(it -> EndpointReader.check(it, around(limits, List.of())));
    Optional<Value> endpoints = fields.required("endpoints", EXAMPLE);
    fields.end();
    return endpoints.map(it -> read(it, defaults, limits)).orElse(EndpointSet.EMPTY);
  }

  /** Reads an array of endpoints that has no defaults and no limits. */
  public EndpointSet read(Value array) {
    return read(array, Optional.empty(), Map.of());
  }

  private EndpointReader.Surroundings around(Map<String, Limit> limits, List<Value> items) {
    return new EndpointReader.Surroundings(timeout, limits, EndpointNames.of(items));
  }

  private EndpointSet read(Value array, Optional<Fields> defaults, Map<String, Limit> limits) {
    Map<String, Value> places = new LinkedHashMap<>();
    List<Endpoint> endpoints = new ArrayList<>();
    List<Value> items = array.items(EXAMPLE);
    new EndpointsReader(defaults, around(limits, items))
        .read(
            items,
            array.reading(),
            (item, read) -> {
              Value other = places.putIfAbsent(read.name(), item);
              if (other != null) {
                item.problem(
                    "the name \"" + read.name() + "\" is taken by " + other.path() + ".", "");
              }
              read.endpoint().ifPresent(endpoints::add);
            });
    Dependencies.check(endpoints, places);
    check(endpoints, places);
    Reading reading = array.reading();
    return new EndpointSet(endpoints, limits, reading.secrets(), reading.warnings());
  }

  private void check(List<Endpoint> endpoints, Map<String, Value> places) {
    Set<String> names = places.keySet();
    for (Endpoint endpoint : endpoints) {
      Value place = Objects.requireNonNull(places.get(endpoint.name()));
      for (Problem problem : check.problems(endpoint, names)) {
        Reading reading = place.reading();
        reading.problem(
            place.path() + "." + problem.where(),
            reading.secrets().redact(problem.message()),
            problem.example());
      }
    }
  }
}

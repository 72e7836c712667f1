package io.schedulerrunner.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the route for a request. Credentials come first: who has none learns nothing but which
 * routes are open. Immutable and thread-safe.
 */
final class Router {

  private final Gate gate;
  private final List<Route> routes;

  Router(Gate gate, List<Route> routes) {
    this.gate = gate;
    this.routes = List.copyOf(routes);
  }

  Answer answer(WebRequest request) throws IOException {
    List<Route> here = new ArrayList<>();
    Map<String, String> parameters = Map.of();
    for (Route route : routes) {
      Optional<Map<String, String>> match = route.pattern().match(request.path());
      if (match.isPresent()) {
        here.add(route);
        parameters = match.get();
      }
    }
    if (here.stream().noneMatch(Route::isOpen)) {
      Optional<Answer> refusal = gate.refusal(request);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return here.isEmpty() ? notFound() : answer(here, request.with(parameters));
  }

  private static Answer answer(List<Route> here, WebRequest request) throws IOException {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    for (Route route : here) {
      if (route.method().equals(method)) {
        return route.action().answer(request);
      }
    }
    String allowed = allowed(here);
    return method.equals("OPTIONS")
        ? new Answer(204, Map.of("Allow", allowed), Answer.Body.EMPTY)
        : Answer.error(405, "method_not_allowed", "This path answers only " + allowed + ".")
            .with("Allow", allowed);
  }

  private static String allowed(List<Route> here) {
    Set<String> methods = new TreeSet<>();
    methods.add("OPTIONS");
    for (Route route : here) {
      methods.add(route.method());
      if (route.method().equals("GET")) {
        methods.add("HEAD");
      }
    }
    return String.join(", ", methods);
  }

  private static Answer notFound() {
    return Answer.error(
        404, "not_found", "There is nothing at this path; GET / lists what there is.");
  }
}

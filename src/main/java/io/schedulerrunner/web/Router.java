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
      if (match.isPresent() && route.condition().test(request)) {
        here.add(route);
        parameters = match.get();
      }
    }
    Optional<Route> chosen = chosen(here, request);
    boolean open = chosen.map(Route::isOpen).orElseGet(() -> here.stream().anyMatch(Route::isOpen));
    Optional<Answer> refusal = open ? Optional.empty() : gate.refusal(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return chosen.isPresent()
        ? chosen.get().action().answer(request.with(parameters))
        : withoutRoute(here, request);
  }

  /** The first route for the request's method. */
  private static Optional<Route> chosen(List<Route> here, WebRequest request) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    return here.stream().filter(route -> route.method().equals(method)).findFirst();
  }

  private static Answer withoutRoute(List<Route> here, WebRequest request) {
    if (here.isEmpty()) {
      return notFound();
    }
    String allowed = allowed(here);
    return request.method().equals("OPTIONS")
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

  static Answer notFound() {
    return Answer.error(
        404, "not_found", "There is nothing at this path; GET / lists what there is.");
  }
}

package io.schedulerrunner.web;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One entry of the service's table of routes. Immutable.
 *
 * @param method such as {@code GET}, which answers HEAD too
 * @param pattern the path, with <code>{name}</code> for a parameter
 * @param access who may come in
 * @param startsRun whether it needs one of the places that {@code MAX_RUNS} allows
 * @param condition the requests it answers; for others it is as if it were not there
 * @param summary what it does, as {@code GET /} tells it
 * @param fields the fields of its body, with what they mean
 */
public record Route(
    String method,
    PathPattern pattern,
    Access access,
    boolean startsRun,
    Predicate<WebRequest> condition,
    String summary,
    Map<String, String> fields,
    Action action) {

  /** Who may come in. */
  public enum Access {
    /** Everybody. */
    OPEN,
    /** Who has credentials, where any are configured. */
    CREDENTIALS
  }

  /** Answers a request. Thread-safe; may block, since each request has a virtual thread. */
  @FunctionalInterface
  public interface Action {
    /**
     * Answers, or throws.
     *
     * @throws Refusal to answer something else
     * @throws io.schedulerrunner.config.ConfigurationException for 400 with its problems
     */
    Answer answer(WebRequest request) throws IOException;
  }

  public Route {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A route that needs no credentials. */
  public static Route open(String method, String path, String summary, Action action) {
    return of(method, path, Access.OPEN, summary, action);
  }

  /** A route that needs credentials. */
  public static Route guarded(String method, String path, String summary, Action action) {
    return of(method, path, Access.CREDENTIALS, summary, action);
  }

  /** Whether its requests start work: all that is not only read. */
  public boolean startsWork() {
    return method.equals("POST");
  }

  /** The same with something around its action. */
  public Route around(UnaryOperator<Action> wrapping) {
    return acting(wrapping.apply(action));
  }

  /** The same with its body's fields described. */
  public Route withFields(Map<String, String> described) {
    return new Route(method, pattern, access, startsRun, condition, summary, described, action);
  }

  /** The same for a route that starts runs. */
  public Route startingRun() {
    return new Route(method, pattern, access, true, condition, summary, fields, action);
  }

  /** The same with another action. */
  Route acting(Action other) {
    return new Route(method, pattern, access, startsRun, condition, summary, fields, other);
  }

  /** The same for some requests only; of several routes that answer, the first one does. */
  public Route when(Predicate<WebRequest> restriction) {
    return new Route(method, pattern, access, startsRun, restriction, summary, fields, action);
  }

  /** The path as it was registered. */
  public String path() {
    return pattern.text();
  }

  boolean isOpen() {
    return access == Access.OPEN;
  }

  private static Route of(
      String method, String path, Access access, String summary, Action action) {
    return new Route(
        method, new PathPattern(path), access, false, request -> true, summary, Map.of(), action);
  }
}

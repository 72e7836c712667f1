package io.schedulerrunner.web;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.history.RunFilter;
import io.schedulerrunner.history.RunQuery;
import io.schedulerrunner.history.RunStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the query of {@code GET /runs}. */
final class RunQueries {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final Set<String> KNOWN =
      Set.of("status", "trigger", "tag", "endpoint", "job", "from", "to", "limit", "cursor");

  private static final Pattern RUN_ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final String EXAMPLE_ID = "019c5d2e-7a4b-7c31-8f00-5b6a7c8d9e0f";

  private final Map<String, String> values;
  private final List<Problem> problems = new ArrayList<>();

  private RunQueries(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a query.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  static RunQuery read(WebRequest request, Instant now) {
    RunQueries queries = new RunQueries(QueryString.read(request));
    RunQuery query = queries.query(now);
    if (!queries.problems.isEmpty()) {
      throw new ConfigurationException(queries.problems);
    }
    return query;
  }

  private RunQuery query(Instant now) {
    values.keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .sorted()
        .forEach(name -> problem(name, "is not a parameter of this route.", "status=failed"));
    RunFilter filter =
        new RunFilter(
            text("status").flatMap(this::status),
            text("trigger"),
            text("tag"),
            text("endpoint"),
            text("job"),
            text("from").flatMap(value -> time("from", value)),
            text("to").flatMap(value -> time("to", value)));
    return new RunQuery(filter, text("cursor").flatMap(this::cursor), limit(), now);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private Optional<RunStatus> status(String value) {
    Optional<RunStatus> status =
        Arrays.stream(RunStatus.values()).filter(one -> one.wireName().equals(value)).findFirst();
    if (status.isEmpty()) {
      String known =
          Arrays.stream(RunStatus.values())
              .map(RunStatus::wireName)
              .collect(Collectors.joining(", "));
      problem("status", "must be one of " + known + ".", "status=failed");
    }
    return status;
  }

  private Optional<Instant> time(String name, String value) {
    try {
      return Optional.of(Instant.parse(value));
    } catch (DateTimeException e) {
      problem(name, "must be a time in ISO 8601.", name + "=2026-11-23T06:00:00Z");
      return Optional.empty();
    }
  }

  /** The id of the last run of a page: a UUID in the form in which {@code RunIds} writes them. */
  private Optional<String> cursor(String value) {
    if (RUN_ID.matcher(value).matches()) {
      return Optional.of(value);
    }
    problem("cursor", "must be the next_cursor of the page before.", "cursor=" + EXAMPLE_ID);
    return Optional.empty();
  }

  private int limit() {
    String value = values.getOrDefault("limit", Integer.toString(DEFAULT_LIMIT));
    boolean valid = value.matches("[0-9]{1,3}") && Integer.parseInt(value) <= MAX_LIMIT;
    if (!valid || Integer.parseInt(value) == 0) {
      problem("limit", "must be a whole number from 1 to " + MAX_LIMIT + ".", "limit=50");
      return DEFAULT_LIMIT;
    }
    return Integer.parseInt(value);
  }

  private void problem(String where, String message, String example) {
    problems.add(new Problem(where, message, example));
  }
}

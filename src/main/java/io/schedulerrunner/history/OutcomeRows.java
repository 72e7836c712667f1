package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.report.Counts;
import io.schedulerrunner.report.EndpointStatus;
import io.schedulerrunner.report.ReportLine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of outcomes, one row for each endpoint of a run. */
final class OutcomeRows {

  private static final String UPSERT =
      """
      INSERT INTO runner_outcomes (run_id, name, position, lease_number, endpoint, method,
        definition, status, error_type, error, finished_at, duration, attempts, status_code,
        response, response_form, response_truncated)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (run_id, name) DO UPDATE SET position = excluded.position,
        lease_number = excluded.lease_number, endpoint = excluded.endpoint,
        method = excluded.method, definition = excluded.definition, status = excluded.status,
        error_type = excluded.error_type, error = excluded.error,
        finished_at = excluded.finished_at, duration = excluded.duration,
        attempts = excluded.attempts, status_code = excluded.status_code,
        response = excluded.response,
        response_form = excluded.response_form,
        response_truncated = excluded.response_truncated\
      """;

  /** How many names are asked for at once. */
  private static final int NAMES = 1_000;

  private final Sql sql;

  OutcomeRows(Sql sql) {
    this.sql = sql;
  }

  /** Writes results; of several with the same name the last one counts. */
  void upsert(Lease lease, List<RecordedResult> results) throws SQLException {
    Map<String, List<Object>> rows = LinkedHashMap.newLinkedHashMap(results.size());
    for (RecordedResult result : results) {
      rows.put(result.name(), values(lease, result));
    }
    batch(UPSERT, rows.values());
  }

  /** The results of a run, in the order of its plan. */
  List<RecordedResult> of(String runId, long leaseNumber) throws SQLException {
    return sql.query(
        "SELECT * FROM runner_outcomes WHERE run_id = ? ORDER BY position, name",
        row -> read(row, row.bigNumber("lease_number") < leaseNumber),
        runId);
  }

  /** Some results of a run, in the order of its plan. */
  List<RecordedResult> of(String runId, long leaseNumber, Collection<String> names)
      throws SQLException {
    List<String> left = List.copyOf(names);
    List<RecordedResult> found = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> some = left.subList(0, Math.min(NAMES, left.size()));
      List<Object> values = new ArrayList<>(some);
      values.addFirst(runId);
      String places = String.join(",", Collections.nCopies(some.size(), "?"));
      found.addAll(
          sql.query(
              "SELECT * FROM runner_outcomes WHERE run_id = ? AND name IN (" + places + ")",
              row -> read(row, row.bigNumber("lease_number") < leaseNumber),
              values.toArray()));
      left = left.subList(some.size(), left.size());
    }
    found.sort(Comparator.comparingInt(RecordedResult::index));
    return found;
  }

  /** How a run's results are distributed. */
  Counts counts(String runId) throws SQLException {
    Map<EndpointStatus, Integer> counts = new EnumMap<>(EndpointStatus.class);
    sql.query(
        "SELECT status, count(*) AS n FROM runner_outcomes WHERE run_id = ? GROUP BY status",
        row -> counts.put(status(row.text("status")), row.number("n")),
        runId);
    return Counts.of(counts);
  }

  /** Follows a changed plan. */
  void rearrange(String runId, Reopening reopening) throws SQLException {
    List<List<Object>> moves = new ArrayList<>();
    for (RecordedResult moved : reopening.moved()) {
      moves.add(List.of(moved.index(), runId, moved.name()));
    }
    batch("UPDATE runner_outcomes SET position = ? WHERE run_id = ? AND name = ?", moves);
    List<List<Object>> stale = new ArrayList<>();
    for (String name : reopening.stale()) {
      stale.add(List.of(runId, name));
    }
    batch("DELETE FROM runner_outcomes WHERE run_id = ? AND name = ?", stale);
  }

  private void batch(String statement, Collection<List<Object>> rows) throws SQLException {
    if (!rows.isEmpty()) {
      sql.batch(statement, List.copyOf(rows));
    }
  }

  private static List<Object> values(Lease lease, RecordedResult recorded) {
    ReportLine line = ReportLine.of(recorded.outcome());
    Optional<Response> response = line.response();
    return List.of(
        lease.runId(),
        recorded.name(),
        recorded.index(),
        lease.number(),
        recorded.call().url(),
        recorded.call().method(),
        recorded.definition(),
        line.status().wireName(),
        line.failure().map(cause -> cause.type().wireName()),
        error(recorded.outcome(), line.failure()),
        recorded.finishedAt(),
        recorded.duration(),
        AttemptsText.write(recorded.attempts(), recorded.curl()),
        response.map(Response::status),
        response.map(answer -> BodyDocument.of(answer.body()).text()),
        response.map(answer -> answer.body().form().name()),
        response.map(answer -> answer.body().truncated()));
  }

  private static RecordedResult read(Sql.Row row, boolean reused) throws SQLException {
    EndpointStatus status = status(row.text("status"));
    Optional<String> error = row.optionalText("error");
    Optional<Response> response = response(row);
    Optional<Failure> failure =
        row.optionalText("error_type")
            .map(type -> new Failure(AttemptsText.errorType(type), error.orElseThrow()));
    Outcome outcome =
        switch (status) {
          case SUCCESS, WARNING -> new Outcome.Succeeded(response.orElseThrow());
          case FAILED -> new Outcome.Failed(failure.orElseThrow(), response);
          case SKIPPED -> new Outcome.Skipped(failure.orElseThrow());
          case NOT_STARTED -> new Outcome.NotStarted(failure.orElseThrow());
          case CANCELLED -> new Outcome.Cancelled(failure.orElseThrow());
          case OMITTED -> new Outcome.Omitted(error.orElseThrow());
        };
    AttemptsText.Kept kept = AttemptsText.read(row.text("attempts"));
    return new RecordedResult(
        row.text("definition"),
        new RecordedResult.Shown(
            row.number("position"), row.text("name"), row.text("method"), row.text("endpoint")),
        outcome,
        row.time("finished_at"),
        row.duration("duration"),
        kept.attempts(),
        reused,
        kept.curl(),
        0);
  }

  private static EndpointStatus status(String wireName) {
    return EndpointStatus.valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  private static Optional<String> error(Outcome outcome, Optional<Failure> failure) {
    return outcome instanceof Outcome.Omitted omitted
        ? Optional.of(omitted.reason())
        : failure.map(Failure::message);
  }

  private static Optional<Response> response(Sql.Row row) throws SQLException {
    Optional<String> form = row.optionalText("response_form");
    if (form.isEmpty()) {
      return Optional.empty();
    }
    KeptBody body =
        KeptBody.stored(
            KeptBody.Form.valueOf(form.get()),
            row.number("response_truncated") == 1,
            row.text("response").getBytes(UTF_8));
    return Optional.of(new Response(row.number("status_code"), body));
  }
}

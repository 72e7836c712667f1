package io.schedulerrunner.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of orders and batches. */
final class BatchRows {

  private static final String OF_KEY = " WHERE run_id = ? AND number = ? AND opening = ?";

  private final Sql sql;

  BatchRows(Sql sql) {
    this.sql = sql;
  }

  void file(Lease lease, BatchStore.Filed filed) throws SQLException {
    WorkOrder order = filed.order();
    sql.update(
        "INSERT INTO runner_orders (run_id, opening, request, arrived_at, deadline)"
            + " VALUES (?, ?, ?, ?, ?)",
        lease.runId(),
        lease.number(),
        order.request(),
        order.arrivedAt(),
        order.deadline());
    List<List<Object>> rows = new ArrayList<>();
    for (Batch batch : filed.batches()) {
      Batch.Key key = batch.key();
      rows.add(
          List.of(key.runId(), key.number(), key.opening(), batch.stage(), text(batch.calls())));
    }
    sql.batch(
        "INSERT INTO runner_batches (run_id, number, opening, stage, calls) VALUES (?, ?, ?, ?, ?)",
        rows);
  }

  Optional<WorkOrder> order(Batch.Key key) throws SQLException {
    return sql
        .query(
            "SELECT request, arrived_at, deadline FROM runner_orders"
                + " WHERE run_id = ? AND opening = ?",
            row ->
                new WorkOrder(
                    row.text("request"), row.time("arrived_at"), row.duration("deadline")),
            key.runId(),
            key.opening())
        .stream()
        .findFirst();
  }

  Optional<Batch> find(Batch.Key key) throws SQLException {
    return find(key, "");
  }

  /** A batch, kept from changes by others until the transaction ends. */
  Optional<Batch> find(Batch.Key key, String forUpdate) throws SQLException {
    return sql
        .query(
            "SELECT stage, calls FROM runner_batches" + OF_KEY + forUpdate,
            row -> new Batch(key, row.number("stage"), calls(row.text("calls"))),
            key.runId(),
            key.number(),
            key.opening())
        .stream()
        .findFirst();
  }

  void remove(Batch.Key key) throws SQLException {
    sql.update("DELETE FROM runner_batches" + OF_KEY, key.runId(), key.number(), key.opening());
  }

  /** What is left of the earliest stage that is not done. */
  List<Batch> left(Batch.Key key) throws SQLException {
    return sql.query(
        """
        SELECT number, stage FROM runner_batches
        WHERE run_id = ? AND stage = (SELECT min(stage) FROM runner_batches WHERE run_id = ?)
        ORDER BY number\
        """,
        row ->
            new Batch(
                new Batch.Key(key.runId(), key.opening(), row.number("number")),
                row.number("stage"),
                List.of()),
        key.runId(),
        key.runId());
  }

  /** Nothing more is to be done for a run. */
  void clear(String runId) throws SQLException {
    sql.update("DELETE FROM runner_batches WHERE run_id = ?", runId);
    sql.update("DELETE FROM runner_orders WHERE run_id = ?", runId);
  }

  private static String text(List<Integer> calls) {
    return calls.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Integer> calls(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(call -> !call.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}

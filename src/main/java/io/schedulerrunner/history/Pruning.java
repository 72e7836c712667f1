package io.schedulerrunner.history;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes runs: first they are marked, and so out of sight; then their results go, so many at a
 * time; a run without results goes last. Shared limits that are out of use go too.
 */
final class Pruning {

  private static final String ENDED =
      "status <> 'pruned' AND NOT (status = 'running' AND lease_until > ?)";

  /** Far more than clocks differ and leases last. */
  private static final Duration LIMITS_UNUSED = Duration.ofDays(1);

  private final Sql sql;

  Pruning(Sql sql) {
    this.sql = sql;
  }

  /** Marks what is too old or too much; the key is free again. */
  void condemn(Retention retention, Instant now) throws SQLException {
    String mark =
        "UPDATE runner_runs SET status = 'pruned', run_key = NULL WHERE id IN ("
            + "SELECT id FROM runner_runs WHERE "
            + ENDED;
    sql.update(
        mark + " AND started_at < ? ORDER BY started_at LIMIT ?)",
        now,
        now.minus(retention.age()),
        Retention.RUNS_PER_STEP);
    sql.update(
        mark + " ORDER BY id DESC LIMIT ? OFFSET ?)",
        now,
        Retention.RUNS_PER_STEP,
        retention.runs());
  }

  /** Removes shared limits that nobody has used for a day, and slots that have run out by then. */
  void forgetLimits(Instant now) throws SQLException {
    Instant unused = now.minus(LIMITS_UNUSED);
    sql.update("DELETE FROM runner_limits WHERE free_at < ?", unused);
    sql.update("DELETE FROM runner_slots WHERE expires_at < ?", unused);
  }

  /** Removes some of what is marked; how many rows. */
  int remove() throws SQLException {
    for (String table : List.of("runner_orders", "runner_batches")) {
      sql.update(
          "DELETE FROM "
              + table
              + " WHERE run_id IN (SELECT id FROM runner_runs WHERE status = 'pruned')");
    }
    int outcomes =
        sql.update(
            """
            DELETE FROM runner_outcomes WHERE (run_id, name) IN (
              SELECT o.run_id, o.name FROM runner_outcomes o
              JOIN runner_runs r ON r.id = o.run_id
              WHERE r.status = 'pruned' LIMIT ?)\
            """,
            Retention.STEP);
    int runs =
        sql.update(
            """
            DELETE FROM runner_runs WHERE status = 'pruned' AND NOT EXISTS (
              SELECT 1 FROM runner_outcomes o WHERE o.run_id = runner_runs.id)\
            """);
    return outcomes + runs;
  }
}

package io.schedulerrunner.history;

import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Counts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The table of runs. */
final class RunRows {

  /** Between the tags of a run, and around them, so that one can be looked for. */
  private static final String SEPARATOR = "\n";

  private final Sql sql;

  RunRows(Sql sql) {
    this.sql = sql;
  }

  /** Whether the run is new. */
  boolean insert(OpenRequest request) throws SQLException {
    return sql.update(
            """
            INSERT INTO runner_runs (id, run_key, job, source, schedule_time, settings_hash, mode,
              tags, endpoints, status, instance, lease_number, lease_until, started_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, 1, ?, ?)
            ON CONFLICT DO NOTHING\
            """,
            request.id(),
            request.trigger().key(),
            request.job(),
            request.trigger().source(),
            request.trigger().scheduleTime(),
            request.outline().settingsHash(),
            request.outline().mode().name(),
            tags(request.outline().tags()),
            request.outline().entries().size(),
            request.holder().instance(),
            request.now().plus(request.holder().lease()),
            request.now())
        == 1;
  }

  /** The run with the same id, else the one with the same key, kept from changes by others. */
  RecordedRun existing(OpenRequest request, String forUpdate) throws SQLException {
    return sql.query(
            "SELECT * FROM runner_runs WHERE id = ? OR run_key = ?"
                + " ORDER BY CASE WHEN id = ? THEN 0 ELSE 1 END"
                + forUpdate,
            RunRows::read,
            request.id(),
            request.trigger().key(),
            request.id())
        .getFirst();
  }

  /** Opens a run again. */
  Lease takeOver(RecordedRun run, OpenRequest request) throws SQLException {
    Lease lease = new Lease(run.id(), run.held().number() + 1, request.holder().lease());
    sql.update(
        """
        UPDATE runner_runs SET lease_number = ?, lease_until = ?, instance = ?, status = 'running',
          started_at = ?, ended_at = NULL, settings_hash = ?, mode = ?, tags = ?, endpoints = ?
        WHERE id = ?\
        """,
        lease.number(),
        request.now().plus(lease.duration()),
        request.holder().instance(),
        request.now(),
        request.outline().settingsHash(),
        request.outline().mode().name(),
        tags(request.outline().tags()),
        request.outline().entries().size(),
        run.id());
    return lease;
  }

  LeaseState renew(Lease lease, Instant now) throws SQLException {
    return held(
        sql.update(
            "UPDATE runner_runs SET lease_until = ?"
                + " WHERE id = ? AND lease_number = ? AND status = 'running'",
            now.plus(lease.duration()),
            lease.runId(),
            lease.number()));
  }

  LeaseState finish(Lease lease, Ending ending) throws SQLException {
    return held(
        sql.update(
            """
            UPDATE runner_runs SET status = ?, started_at = ?, ended_at = ?, duration = ?,
              successful = ?, warnings = ?, failed = ?, omitted = ?
            WHERE id = ? AND lease_number = ? AND status = 'running'\
            """,
            ending.status().wireName(),
            ending.startedAt(),
            ending.endedAt(),
            ending.duration(),
            ending.counts().successful(),
            ending.counts().warnings(),
            ending.counts().failed(),
            ending.counts().omitted(),
            lease.runId(),
            lease.number()));
  }

  LeaseState release(Lease lease) throws SQLException {
    return held(
        sql.update(
            "UPDATE runner_runs SET status = 'interrupted'"
                + " WHERE id = ? AND lease_number = ? AND status = 'running'",
            lease.runId(),
            lease.number()));
  }

  /** A run that goes on under a lease, kept from changes by others. */
  Optional<RecordedRun> held(Lease lease, String forUpdate) throws SQLException {
    return sql
        .query(
            "SELECT * FROM runner_runs WHERE id = ? AND lease_number = ? AND status = 'running'"
                + forUpdate,
            RunRows::read,
            lease.runId(),
            lease.number())
        .stream()
        .findFirst();
  }

  Optional<RecordedRun> one(String id) throws SQLException {
    return sql
        .query("SELECT * FROM runner_runs WHERE id = ? AND status <> 'pruned'", RunRows::read, id)
        .stream()
        .findFirst();
  }

  List<RecordedRun> page(RunQuery query) throws SQLException {
    Where where = new Where(query.now());
    where.add(query);
    return sql.query(
        "SELECT * FROM runner_runs WHERE " + where.conditions() + " ORDER BY id DESC LIMIT ?",
        RunRows::read,
        where.values(query.limit() + 1));
  }

  static String tagged(String tag) {
    return SEPARATOR + tag + SEPARATOR;
  }

  private static String tags(Set<String> tags) {
    return SEPARATOR + String.join(SEPARATOR, tags) + SEPARATOR;
  }

  private static LeaseState held(int updated) {
    return updated == 1 ? LeaseState.HELD : LeaseState.LOST;
  }

  private static RecordedRun read(Sql.Row row) throws SQLException {
    Set<String> tags = new LinkedHashSet<>(List.of(row.text("tags").split(SEPARATOR, -1)));
    tags.remove("");
    Instant startedAt = row.time("started_at");
    Duration duration = row.duration("duration");
    Counts counts =
        new Counts(
            row.number("successful"),
            row.number("warnings"),
            row.number("failed"),
            row.number("omitted"));
    return new RecordedRun(
        row.text("id"),
        new Trigger(
            row.text("source"),
            row.optionalTime("schedule_time"),
            row.optionalText("run_key"),
            row.optionalText("job"),
            Overlap.ALLOW),
        row.optionalText("job"),
        row.text("settings_hash"),
        Plan.Mode.valueOf(row.text("mode")),
        tags,
        row.number("endpoints"),
        RunStatus.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
        new RecordedRun.Held(
            row.text("instance"), row.bigNumber("lease_number"), row.time("lease_until")),
        startedAt,
        row.optionalTime("ended_at").map(end -> new Ending(startedAt, end, duration, counts)));
  }
}

package io.schedulerrunner.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A query's conditions in SQL. Holds only fixed text: what was asked for is bound. */
final class Where {

  private final Instant now;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  Where(Instant now) {
    this.now = now;
  }

  void add(RunQuery query) {
    RunFilter filter = query.filter();
    add("status <> ?", "pruned");
    filter.status().ifPresent(this::status);
    filter.trigger().ifPresent(source -> add("source = ?", source));
    filter.job().ifPresent(job -> add("job = ?", job));
    filter.tag().ifPresent(tag -> add("replace(tags, ?, '') <> tags", RunRows.tagged(tag)));
    filter.from().ifPresent(from -> add("started_at >= ?", from));
    filter.to().ifPresent(to -> add("started_at < ?", to));
    query.before().ifPresent(id -> add("id < ?", id));
    filter
        .endpoint()
        .ifPresent(
            name ->
                add(
                    "EXISTS (SELECT 1 FROM runner_outcomes o"
                        + " WHERE o.run_id = runner_runs.id AND o.name = ?)",
                    name));
  }

  String conditions() {
    return String.join(" AND ", conditions);
  }

  /** What is bound, and the number of rows after it. */
  Object[] values(int limit) {
    List<Object> all = new ArrayList<>(values);
    all.add(limit);
    return all.toArray();
  }

  private void status(RunStatus status) {
    if (status == RunStatus.RUNNING) {
      add("status = 'running' AND lease_until > ?", now);
    } else if (status == RunStatus.INTERRUPTED) {
      add("(status = 'interrupted' OR status = 'running' AND lease_until <= ?)", now);
    } else {
      add("status = ?", status.wireName());
    }
  }

  private void add(String condition, Object value) {
    conditions.add(condition);
    values.add(value);
  }
}

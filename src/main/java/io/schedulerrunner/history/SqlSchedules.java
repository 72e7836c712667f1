package io.schedulerrunner.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schedules in a relational database. */
record SqlSchedules(Database database) implements ScheduleStore {

  @Override
  public Map<String, ScheduleState> states() {
    Map<String, ScheduleState> states = new TreeMap<>();
    database.read(
        sql ->
            sql.query(
                "SELECT endpoint, paused, fired_at FROM runner_schedules",
                row ->
                    states.put(
                        row.text("endpoint"),
                        new ScheduleState(
                            row.number("paused") != 0, row.optionalTime("fired_at")))));
    return states;
  }

  @Override
  public void pause(String endpoint, boolean paused) {
    database.<Integer>write(
        sql ->
            sql.update(
                """
                INSERT INTO runner_schedules (endpoint, paused) VALUES (?, ?)
                ON CONFLICT (endpoint) DO UPDATE SET paused = excluded.paused""",
                endpoint,
                paused));
  }

  /** In one order everywhere, so that no two instances wait for each other's rows. */
  @Override
  public void fired(Set<String> endpoints, Instant at) {
    List<List<Object>> rows = new ArrayList<>();
    new TreeSet<>(endpoints).forEach(endpoint -> rows.add(List.of(endpoint, at)));
    database.<Boolean>write(
        sql -> {
          sql.batch(
              """
              INSERT INTO runner_schedules (endpoint, fired_at) VALUES (?, ?)
              ON CONFLICT (endpoint) DO UPDATE SET fired_at = excluded.fired_at
              WHERE runner_schedules.fired_at IS NULL
                OR runner_schedules.fired_at < excluded.fired_at""",
              rows);
          return true;
        });
  }

  @Override
  public Optional<Instant> handledUntil(String source) {
    return database
        .read(
            sql ->
                sql.query(
                    "SELECT handled_until FROM runner_ticks WHERE source = ?",
                    row -> row.time("handled_until"),
                    source))
        .stream()
        .findFirst();
  }

  @Override
  public void handled(String source, Instant until) {
    database.<Integer>write(
        sql ->
            sql.update(
                """
                INSERT INTO runner_ticks (source, handled_until) VALUES (?, ?)
                ON CONFLICT (source) DO UPDATE SET handled_until = excluded.handled_until
                WHERE runner_ticks.handled_until < excluded.handled_until""",
                source,
                until));
  }
}

package io.schedulerrunner.history;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.execute.SharedLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Limits that instances share through a PostgreSQL server, by its clock. Opened by the first
 * question. Thread-safe.
 */
final class SqlLimits implements SharedLimits {

  /** Microseconds now; unlike now() not those of the transaction's begin, before it had waited. */
  private static final String CLOCK =
      "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";

  private final UnreliableDatabase database;
  private final Duration lease;
  private final String now;
  private final String holder = UUID.randomUUID().toString();

  /** What another instance has and would like to have. */
  private record Other(int held, int wanted) {}

  SqlLimits(Supplier<Database> source, Duration lease, InstantSource clock) {
    this(new UnreliableDatabase(source, clock), lease, CLOCK);
  }

  /**
   * With another clock.
   *
   * @param now an SQL expression of the microseconds since 1970
   */
  SqlLimits(UnreliableDatabase database, Duration lease, String now) {
    this.database = database;
    this.lease = lease;
    this.now = now;
  }

  @Override
  public Optional<Duration> reserve(Limit limit, Stretch stretch) throws InterruptedException {
    return database.ask(
        sql ->
            sql.query(
                    timed(
                        """
                        INSERT INTO runner_limits AS l (name, free_at) VALUES (?, NOW + ?)
                        ON CONFLICT (name) DO UPDATE SET free_at = greatest(l.free_at, NOW - ?) + ?
                        RETURNING l.free_at - ? - NOW AS wait"""),
                    row -> row.duration("wait"),
                    name(limit),
                    stretch.length(),
                    stretch.late(),
                    stretch.length(),
                    stretch.length())
                .getFirst());
  }

  @Override
  public OptionalInt hold(Limit limit, Demand demand) throws InterruptedException {
    return database.ask(sql -> hold(sql, limit, demand)).stream()
        .mapToInt(granted -> granted)
        .findFirst();
  }

  @Override
  public void close() {
    database.close(sql -> sql.update("DELETE FROM runner_slots WHERE holder = ?", holder));
  }

  private int hold(Sql sql, Limit limit, Demand demand) throws SQLException {
    String name = name(limit);
    removeOld(sql, name);
    List<Other> others =
        sql.query(
            "SELECT held, wanted FROM runner_slots WHERE name = ?",
            row -> new Other(row.number("held"), row.number("wanted")),
            name);
    int granted = granted(limit.concurrency().orElseThrow(), demand, others);
    if (demand.wanted() > 0) {
      sql.update(
          timed(
              """
              INSERT INTO runner_slots (name, holder, held, wanted, expires_at)
              VALUES (?, ?, ?, ?, NOW + ?)"""),
          name,
          holder,
          Math.max(granted, demand.kept()),
          demand.wanted(),
          lease);
    }
    return granted;
  }

  /** Removes slots that have run out, and those of this instance. */
  private void removeOld(Sql sql, String name) throws SQLException {
    // Whoever asks for slots of this limit meanwhile waits for this row, whose time is only brought
    // up to the present: that tells when the limit was last used.
    sql.update(
        timed(
            """
            INSERT INTO runner_limits AS l (name, free_at) VALUES (?, NOW)
            ON CONFLICT (name) DO UPDATE SET free_at = greatest(l.free_at, NOW)"""),
        name);
    sql.update(
        timed("DELETE FROM runner_slots WHERE name = ? AND (holder = ? OR expires_at <= NOW)"),
        name,
        holder);
  }

  /** What is free; but no more than a fair share where somebody has less and wants more. */
  private static int granted(int all, Demand demand, List<Other> others) {
    int free = Math.max(0, all - others.stream().mapToInt(Other::held).sum());
    int share = all / (others.size() + 1);
    boolean fair = others.stream().allMatch(it -> it.held() >= Math.min(it.wanted(), share));
    return Math.min(demand.wanted(), fair ? free : Math.min(free, share));
  }

  /** As a changed definition is another limit, its name alone is not enough. */
  private static String name(Limit limit) {
    return limit.name() + "/" + Integer.toHexString(limit.toString().hashCode());
  }

  private String timed(String statement) {
    return statement.replace("NOW", now);
  }
}

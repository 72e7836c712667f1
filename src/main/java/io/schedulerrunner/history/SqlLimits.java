package io.schedulerrunner.history;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.execute.SharedLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits that instances share through a PostgreSQL server, by its clock. Opened by the first
 * question. After a failure it is left in peace for some seconds. Thread-safe.
 */
final class SqlLimits implements SharedLimits {

  private static final Logger LOG = LoggerFactory.getLogger(SqlLimits.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Microseconds now; unlike now() not those of the transaction's begin, before it had waited. */
  private static final String NOW =
      "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";

  private final Supplier<Database> source;
  private final Duration lease;
  private final InstantSource clock;
  private final String holder = UUID.randomUUID().toString();
  private Optional<Database> database = Optional.empty();
  private boolean migrated;
  private volatile Instant pausedUntil = Instant.MIN;
  private volatile boolean failing;

  /** What another instance has and would like to have. */
  private record Other(int held, int wanted) {}

  SqlLimits(Supplier<Database> source, Duration lease, InstantSource clock) {
    this.source = source;
    this.lease = lease;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> reserve(Limit limit, Duration length) {
    return ask(
        sql ->
            sql.query(
                    """
                    INSERT INTO runner_limits AS l (name, free_at) VALUES (?, NOW + ?)
                    ON CONFLICT (name) DO UPDATE SET free_at = greatest(l.free_at, NOW) + ?
                    RETURNING greatest(0, l.free_at - ? - NOW) AS wait"""
                        .replace("NOW", NOW),
                    row -> row.duration("wait"),
                    name(limit),
                    length,
                    length,
                    length)
                .getFirst());
  }

  @Override
  public OptionalInt hold(Limit limit, Demand demand) {
    return ask(sql -> hold(sql, limit, demand)).stream().mapToInt(granted -> granted).findFirst();
  }

  private int hold(Sql sql, Limit limit, Demand demand) throws SQLException {
    String name = name(limit);
    // Whoever asks for slots of this limit meanwhile waits for this row.
    sql.update(
        """
        INSERT INTO runner_limits AS l (name, free_at) VALUES (?, 0)
        ON CONFLICT (name) DO UPDATE SET free_at = l.free_at""",
        name);
    sql.update(
        "DELETE FROM runner_slots WHERE name = ? AND (holder = ? OR expires_at <= " + NOW + ")",
        name,
        holder);
    List<Other> others =
        sql.query(
            "SELECT held, wanted FROM runner_slots WHERE name = ?",
            row -> new Other(row.number("held"), row.number("wanted")),
            name);
    int granted = granted(limit.concurrency().orElseThrow(), demand, others);
    if (demand.wanted() > 0) {
      sql.update(
          """
          INSERT INTO runner_slots (name, holder, held, wanted, expires_at)
          VALUES (?, ?, ?, ?, NOW + ?)"""
              .replace("NOW", NOW),
          name,
          holder,
          Math.max(granted, demand.inUse()),
          demand.wanted(),
          lease);
    }
    return granted;
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

  private <T> Optional<T> ask(Sql.Work<T> question) {
    if (clock.instant().isBefore(pausedUntil)) {
      return Optional.empty();
    }
    try {
      T answer = opened().write(question);
      failing = false;
      return Optional.of(answer);
    } catch (StoreException e) {
      pausedUntil = clock.instant().plus(PAUSE);
      if (!failing) {
        failing = true;
        LOG.warn("{} Until it is back, limits hold in each instance alone.", e.getMessage());
      }
      return Optional.empty();
    }
  }

  private synchronized Database opened() {
    Database open = database.orElseGet(source);
    database = Optional.of(open);
    if (!migrated) {
      Migrations.current().migrate(open);
      migrated = true;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    database.ifPresent(Database::close);
  }
}

package io.schedulerrunner.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs in a relational database; one SQL for all of them. */
final class SqlStore implements RunStore {

  private static final String CALLED = "status IN ('success', 'warning', 'failed')";

  private final Database database;
  private final Outbox outbox;

  /** On a database whose tables are up to date. */
  SqlStore(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** One whose batches are sent by whoever files them. */
  static SqlStore open(Database database) {
    return open(database, Outbox.NONE);
  }

  /** Brings the tables up to date; closes the database where that fails. */
  static SqlStore open(Database database, Outbox outbox) {
    try {
      Migrations.current().migrate(database);
      return new SqlStore(database, outbox);
    } catch (StoreException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public Opened open(OpenRequest request) {
    return database.write(sql -> new SqlOpening(database, sql).open(request));
  }

  @Override
  public LeaseState record(Lease lease, List<RecordedResult> results, Instant now) {
    return database.write(
        sql -> {
          LeaseState state = new RunRows(sql).renew(lease, now);
          if (state == LeaseState.HELD) {
            new OutcomeRows(sql).upsert(lease, results);
          }
          return state;
        });
  }

  @Override
  public LeaseState finish(Lease lease, Ending ending) {
    return database.write(sql -> new RunRows(sql).finish(lease, ending));
  }

  @Override
  public LeaseState release(Lease lease) {
    return database.write(sql -> new RunRows(sql).release(lease));
  }

  @Override
  public RunPage runs(RunQuery query) {
    return RunPage.of(database.read(sql -> new RunRows(sql).page(query)), query.limit());
  }

  @Override
  public Optional<RunDetail> run(String id) {
    return database.read(
        sql -> {
          Optional<RecordedRun> run = new RunRows(sql).one(id);
          return run.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new RunDetail(run.get(), new OutcomeRows(sql).of(id, run.get().held().number())));
        });
  }

  @Override
  public Optional<RecordedRun> outline(String id) {
    return database.read(sql -> new RunRows(sql).one(id));
  }

  @Override
  public List<EndpointStatistics> statistics(Optional<String> endpoint, Instant since) {
    StatisticsFold fold = new StatisticsFold();
    String only = endpoint.isPresent() ? " AND name = ?" : " AND name <> ?";
    database.read(
        sql ->
            sql.query(
                """
                SELECT run_id, name, finished_at, duration, error, status_code FROM (
                  SELECT run_id, name, finished_at, duration, error, status_code,
                    row_number() OVER (PARTITION BY name ORDER BY finished_at DESC) AS age
                  FROM runner_outcomes WHERE finished_at >= ? AND %s%s) AS calls
                WHERE age <= ? ORDER BY name, age\
                """
                    .formatted(CALLED, only),
                row -> {
                  fold.add(
                      row.text("name"),
                      new EndpointStatistics.Sample(
                          row.text("run_id"),
                          row.time("finished_at"),
                          row.duration("duration"),
                          row.optionalText("error"),
                          row.optionalText("status_code").map(Integer::valueOf)));
                  return true;
                },
                since,
                endpoint.orElse(""),
                EndpointStatistics.WINDOW));
    return fold.done();
  }

  @Override
  public int prune(Retention retention, Instant now) {
    return database.write(
        sql -> {
          Pruning pruning = new Pruning(sql);
          pruning.condemn(retention, now);
          pruning.forgetLimits(now);
          return pruning.remove();
        });
  }

  @Override
  public ScheduleStore schedules() {
    return new SqlSchedules(database);
  }

  @Override
  public Optional<BatchStore> batches() {
    return Optional.of(new SqlBatches(database, outbox));
  }

  @Override
  public void close() {
    database.close();
  }
}

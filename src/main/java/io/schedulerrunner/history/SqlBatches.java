package io.schedulerrunner.history;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Batches in a relational database. Whoever settles a batch has the row of its run until the
 * transaction ends, so that exactly one finds that nothing is left.
 */
record SqlBatches(Database database, Outbox outbox) implements BatchStore {

  @Override
  public Opened open(OpenRequest request, Filing filing) {
    return database.write(
        sql -> {
          Opened opened = new SqlOpening(database, sql).open(request);
          Optional<Lease> lease = opened.held();
          if (lease.isPresent()) {
            List<RecordedResult> reused =
                opened instanceof Opened.Resumed resumed ? resumed.reused() : List.of();
            Filed filed = filing.file(lease.get(), reused);
            new BatchRows(sql).file(lease.get(), filed);
            outbox.send(sql.connection(), filed.first());
          }
          return opened;
        });
  }

  @Override
  public Optional<InForce> order(Batch.Key key) {
    return database.read(
        sql -> {
          Optional<WorkOrder> order = new BatchRows(sql).order(key);
          Optional<RecordedRun> run = new RunRows(sql).one(key.runId());
          return order.flatMap(found -> run.map(it -> new InForce(it, found)));
        });
  }

  @Override
  public Optional<Batch> find(Batch.Key key) {
    return database.read(sql -> new BatchRows(sql).find(key));
  }

  @Override
  public List<RecordedResult> results(
      Batch.Key key, Collection<String> own, Collection<String> others) {
    List<String> names = new ArrayList<>(own);
    names.addAll(others);
    return database.read(
        sql -> {
          Optional<RecordedRun> run = new RunRows(sql).one(key.runId());
          return run.isEmpty()
              ? List.of()
              : new OutcomeRows(sql).of(key.runId(), run.get().held().number(), names);
        });
  }

  @Override
  public LeaseState record(Batch.Key key, List<RecordedResult> results) {
    return database.write(
        sql -> {
          if (new BatchRows(sql).find(key, database.forUpdate()).isEmpty()) {
            return LeaseState.LOST;
          }
          upsert(sql, key, results);
          return LeaseState.HELD;
        });
  }

  @Override
  public Settled settle(Batch.Key key, List<RecordedResult> results, Instant now) {
    return database.write(
        sql -> {
          Optional<RecordedRun> run = new RunRows(sql).held(lease(key), database.forUpdate());
          BatchRows batches = new BatchRows(sql);
          Optional<Batch> batch = batches.find(key);
          if (run.isEmpty() || batch.isEmpty()) {
            return new Settled.Gone();
          }
          upsert(sql, key, results);
          batches.remove(key);
          List<Batch> left = batches.left(key);
          return left.isEmpty()
              ? finish(sql, key, run.get(), now)
              : goOn(sql, batch.get().stage(), left);
        });
  }

  private Settled goOn(Sql sql, int stage, List<Batch> left) throws SQLException {
    if (left.getFirst().stage() == stage) {
      return new Settled.More();
    }
    List<Batch.Key> next = left.stream().map(Batch::key).toList();
    outbox.send(sql.connection(), next);
    return new Settled.Staged(next);
  }

  private static Settled finish(Sql sql, Batch.Key key, RecordedRun run, Instant now)
      throws SQLException {
    Duration duration = Duration.between(run.startedAt(), now);
    Ending ending =
        new Ending(run.startedAt(), now, duration, new OutcomeRows(sql).counts(key.runId()));
    new RunRows(sql).finish(lease(key), ending);
    new BatchRows(sql).clear(key.runId());
    return new Settled.Finished(ending);
  }

  private static void upsert(Sql sql, Batch.Key key, List<RecordedResult> results)
      throws SQLException {
    new OutcomeRows(sql).upsert(lease(key), results);
  }

  /** The lease in the form of a key; it is not renewed, so it needs no duration. */
  private static Lease lease(Batch.Key key) {
    return new Lease(key.runId(), key.opening(), Duration.ZERO);
  }
}

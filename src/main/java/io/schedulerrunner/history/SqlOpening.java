package io.schedulerrunner.history;

import java.sql.SQLException;
import java.util.List;

/** Opens runs in a transaction of a relational database. */
record SqlOpening(Database database, Sql sql) {

  Opened open(OpenRequest request) throws SQLException {
    RunRows runs = new RunRows(sql);
    if (runs.insert(request)) {
      return new Opened.Fresh(new Lease(request.id(), 1, request.holder().lease()));
    }
    return reopen(runs.existing(request, database.forUpdate()), request);
  }

  private Opened reopen(RecordedRun run, OpenRequest request) throws SQLException {
    RunStatus status = run.status(request.now());
    if (status == RunStatus.RUNNING) {
      return new Opened.Running(run.id());
    }
    OutcomeRows outcomes = new OutcomeRows(sql);
    List<RecordedResult> recorded = outcomes.of(run.id(), run.held().number());
    Reopening reopening = Reopening.of(request.outline(), recorded);
    if (status != RunStatus.INTERRUPTED && (request.isOnce() || reopening.complete())) {
      return new Opened.Done(new RunDetail(run, recorded));
    }
    Lease lease = new RunRows(sql).takeOver(run, request);
    new BatchRows(sql).clear(run.id());
    outcomes.rearrange(run.id(), reopening);
    return new Opened.Resumed(lease, reopening.reused());
  }
}

package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.BatchStore;
import io.schedulerrunner.history.Lease;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.WorkOrder;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequestText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Files what is left to do of one assignment. */
record BatchFiling(Assignment assignment) implements BatchStore.Filing {

  @Override
  public BatchStore.Filed file(Lease lease, List<RecordedResult> reused) {
    Plan plan = assignment.plan();
    BitSet open = new BitSet();
    open.set(0, plan.calls().size());
    reused.forEach(done -> open.clear(done.call().index()));
    List<Batch> batches = new ArrayList<>();
    for (Batches.Share share : Batches.of(plan, open)) {
      Batch.Key key = new Batch.Key(lease.runId(), lease.number(), batches.size());
      batches.add(new Batch(key, share.stage(), share.calls()));
    }
    WorkOrder order =
        new WorkOrder(
            RunRequestText.write(assignment.request()), assignment.arrivedAt(), plan.deadline());
    return new BatchStore.Filed(order, batches);
  }
}

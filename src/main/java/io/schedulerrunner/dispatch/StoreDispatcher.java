package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.BatchStore;
import io.schedulerrunner.history.OpenRequest;
import io.schedulerrunner.history.Opened;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands every run over by filing it in the store that all instances share. The run's lease is not
 * renewed: it lasts until the deadline, and a little for what is then to be written.
 */
public final class StoreDispatcher implements Dispatcher {

  /** For the results that say that the deadline came first. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private final BatchAccess store;
  private final Courier courier;

  /** With what brings the batches to the workers, once they are filed. */
  public StoreDispatcher(BatchAccess store, Courier courier) {
    this.store = store;
    this.courier = courier;
  }

  @Override
  public Optional<Opened> handOver(Assignment assignment) {
    OpenRequest opening = assignment.opening();
    OpenRequest.Holder holder =
        new OpenRequest.Holder(
            opening.holder().instance(), assignment.plan().deadline().plus(GRACE));
    BatchFiling filing = new BatchFiling(assignment);
    AtomicReference<Optional<BatchStore.Filed>> filed = new AtomicReference<>(Optional.empty());
    Opened opened =
        store.use(
            batches ->
                batches.open(
                    opening.heldBy(holder),
                    (lease, reused) -> {
                      BatchStore.Filed all = filing.file(lease, reused);
                      filed.set(Optional.of(all));
                      return all;
                    }));
    opened
        .held()
        .flatMap(lease -> filed.get())
        .map(BatchStore.Filed::first)
        .ifPresent(courier::send);
    return Optional.of(opened);
  }
}

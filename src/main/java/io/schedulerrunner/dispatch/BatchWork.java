package io.schedulerrunner.dispatch;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.BatchStore.Settled;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out batches, whoever brings them: the same calls, retries, limits and templates as those
 * of a run in one place. To bring a batch twice, or late, is harmless. Thread-safe.
 */
public final class BatchWork {

  private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Batch.Key NOWHERE = new Batch.Key("", 0, 0);

  private final BatchAccess store;
  private final UseCase useCase;
  private final Orders orders;
  private final PlanExecutor executor;
  private final Courier courier;
  private final Time time;

  /**
   * With what it works with.
   *
   * @param courier brings the batches that may begin when a stage is done
   */
  public BatchWork(
      BatchAccess store, UseCase useCase, PlanExecutor executor, Courier courier, Time time) {
    this.store = store;
    this.useCase = useCase;
    this.executor = executor;
    this.courier = courier;
    this.time = time;
    orders = new Orders(store, useCase, time);
  }

  /** Waits until the store can be used: its tables are made when it is first opened. */
  void awaitStore() throws InterruptedException {
    while (!isThere()) {
      time.sleep(PAUSE);
    }
  }

  private boolean isThere() {
    try {
      return store.use(batches -> batches.order(NOWHERE).isEmpty());
    } catch (StoreException e) {
      LOG.debug("Batches wait for the store", e);
      return false;
    }
  }

  /**
   * Carries out a batch; returns when it is done, by whomever, and its results are written.
   *
   * @param atOnce how many batches are carried out here at the same time: they share the places
   * @throws PostponedException where it is to be brought again
   * @throws StoreException where the store fails before anything was called
   */
  public void work(Batch.Key key, int atOnce) {
    Optional<Order> order = orders.of(key);
    Optional<Batch> batch = order.flatMap(any -> store.use(batches -> batches.find(key)));
    if (batch.isPresent()) {
      settle(order.orElseThrow(), key, carryOut(order.orElseThrow(), batch.get(), atOnce));
    }
  }

  /** Makes the calls; what of their results is not written yet. */
  private List<RecordedResult> carryOut(Order order, Batch batch, int atOnce) {
    int places = Math.max(1, order.plan().maxWorkers() / atOnce);
    Part part = Part.of(order, batch.calls(), places);
    List<Result> known =
        part.known(store.use(it -> it.results(batch.key(), part.names(true), part.names(false))));
    Recording recording =
        new Recording(batch.key(), store, time, result -> recorded(order, part.whole(result)));
    RunContext context = context(order, recording, known);
    recording.start(() -> executor.cancel(context));
    Run run = executor.execute(part.plan(), context);
    List<RecordedResult> rest = closed(recording);
    boolean cut = run.results().stream().anyMatch(it -> it.outcome() instanceof Outcome.Cancelled);
    if (cut) {
      store.use(batches -> batches.record(batch.key(), rest));
      throw new PostponedException(
          PostponedException.Reason.STOPPING, "Batch " + batch.key().text() + " was cut off here.");
    }
    return rest;
  }

  private RunContext context(Order order, Recording recording, List<Result> known) {
    return new RunContext(
        order.run().id(), order.run().trigger(), arrivedNanos(order), recording, known);
  }

  /** When the trigger arrived, by this instance's clock. */
  private long arrivedNanos(Order order) {
    return time.nanos() - Duration.between(order.filed().arrivedAt(), time.now()).toNanos();
  }

  private static RecordedResult recorded(Order order, Result result) {
    String definition = order.outline().entries().get(result.call().index()).definition();
    return RecordedResult.of(definition, result, order.plan().secrets());
  }

  private static List<RecordedResult> closed(Recording recording) {
    try {
      return recording.close();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void settle(Order order, Batch.Key key, List<RecordedResult> rest) {
    switch (settled(key, rest)) {
      case Settled.Gone gone -> LOG.debug("Batch {} was done by another", key);
      case Settled.More more -> LOG.debug("Batch {} is done", key);
      case Settled.Staged staged -> courier.send(staged.next());
      case Settled.Finished finished -> tell(order);
    }
  }

  /** Once for each run; it has ended, whatever becomes of this. */
  private void tell(Order order) {
    try {
      store
          .read(runs -> runs.run(order.run().id()))
          .ifPresent(detail -> useCase.ended(start(order), order.asRun(detail)));
    } catch (RuntimeException e) {
      LOG.error("Run {} has ended, and its end could not be told", order.run().id(), e);
    }
  }

  private RunStart start(Order order) {
    return new RunStart(
        order.run().id(),
        order.run().trigger(),
        order.plan(),
        arrivedNanos(order),
        order.request().sendEmail());
  }

  /** Tries for as long as the store fails: the calls have been made. */
  private Settled settled(Batch.Key key, List<RecordedResult> rest) {
    while (true) {
      try {
        return store.use(batches -> batches.settle(key, rest, time.now()));
      } catch (StoreException e) {
        LOG.debug("Batch {} waits for the store", key, e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      time.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static PostponedException interrupted() {
    Thread.currentThread().interrupt();
    return new PostponedException(PostponedException.Reason.STOPPING, "This instance stops.");
  }
}

package io.schedulerrunner.dispatch;

import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.Batch;
import io.schedulerrunner.history.LeaseState;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the results of one batch as they come in: those that come while a write is going on are
 * written together with the next one. A call keeps its place until its result is written, so that
 * an instance that is killed leaves no more calls in doubt than it has places; while the store
 * fails no further calls are made. Thread-safe.
 */
final class Recording implements RunListener {

  private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Batch.Key key;
  private final BatchAccess store;
  private final Time time;
  private final Function<Result, RecordedResult> form;
  private final CompletableFuture<Thread> writer = new CompletableFuture<>();
  private List<Entry> waiting = new ArrayList<>();
  private boolean closed;

  /** A result, and who waits for it to be written. */
  private record Entry(RecordedResult result, CountDownLatch written) {}

  /**
   * Of a batch.
   *
   * @param form a result of the batch's part of the plan as it is recorded
   */
  Recording(Batch.Key key, BatchAccess store, Time time, Function<Result, RecordedResult> form) {
    this.key = key;
    this.store = store;
    this.time = time;
    this.form = form;
  }

  /**
   * Begins to write.
   *
   * @param onLost told when the batch is no longer to be done
   */
  void start(Runnable onLost) {
    writer.complete(Thread.ofVirtual().name("recording").start(() -> write(onLost)));
  }

  /** What was called is waited for; what was cut off here is somebody else's to do. */
  @Override
  public void finished(Result result) {
    if (result.reused() || result.outcome() instanceof Outcome.Cancelled) {
      return;
    }
    Entry entry = new Entry(form.apply(result), new CountDownLatch(1));
    synchronized (this) {
      waiting.add(entry);
      notifyAll();
    }
    if (!result.attempts().isEmpty()) {
      await(entry.written());
    }
  }

  private static void await(CountDownLatch written) {
    try {
      written.await();
    } catch (InterruptedException e) {
      // The run is over: what is not written yet is written at the end.
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing more comes: what is not written yet. */
  List<RecordedResult> close() throws InterruptedException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("The batch is left to others.");
    }
    writer.join().join();
    List<Entry> left = taken();
    left.forEach(entry -> entry.written().countDown());
    return left.stream().map(Entry::result).toList();
  }

  private void write(Runnable onLost) {
    try {
      for (List<Entry> some = next(); !some.isEmpty(); some = next()) {
        write(some, onLost);
      }
    } catch (InterruptedException e) {
      LOG.debug("What is left of batch {} is written at its end", key, e);
    }
  }

  private void write(List<Entry> entries, Runnable onLost) throws InterruptedException {
    try {
      List<RecordedResult> results = entries.stream().map(Entry::result).toList();
      LeaseState state = store.use(batches -> batches.record(key, results));
      if (state == LeaseState.LOST) {
        onLost.run();
      }
      entries.forEach(entry -> entry.written().countDown());
    } catch (StoreException e) {
      LOG.debug("Batch {} waits for the store", key, e);
      putBack(entries);
      time.sleep(PAUSE);
    }
  }

  private synchronized void putBack(List<Entry> entries) {
    waiting.addAll(0, entries);
  }

  /** What has come since the last time; waits for it. Nothing once it is closed. */
  private synchronized List<Entry> next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return closed ? List.of() : taken();
  }

  private synchronized List<Entry> taken() {
    List<Entry> all = waiting;
    waiting = new ArrayList<>();
    return all;
  }
}

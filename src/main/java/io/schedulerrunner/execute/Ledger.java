package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The results of a run as they come in: each call gets one, and only one. Thread-safe. */
final class Ledger {

  /** Why a run is over. */
  enum End {
    COMPLETE,
    DEADLINE,
    CANCELLED
  }

  private final Plan plan;
  private final RunListener listener;
  private final List<Progress> progress;
  private final AtomicInteger open;
  private final AtomicReference<Optional<End>> end = new AtomicReference<>(Optional.empty());
  private final CountDownLatch over = new CountDownLatch(1);

  Ledger(Plan plan, RunListener listener) {
    this.plan = plan;
    this.listener = listener;
    progress = new ArrayList<>(plan.calls().size());
    plan.calls().forEach(call -> progress.add(new Progress()));
    open = new AtomicInteger(plan.calls().size());
    if (plan.calls().isEmpty()) {
      end(End.COMPLETE);
    }
  }

  /** How far a call is. */
  Progress progress(Call call) {
    return progress.get(call.index());
  }

  /** Records a call's result, and says whether it is the first one of that call. */
  boolean settle(Result result) {
    if (!progress(result.call()).settle(result)) {
      return false;
    }
    listener.finished(result);
    if (open.decrementAndGet() == 0) {
      end(End.COMPLETE);
    }
    return true;
  }

  /** The run is over; only the first reason counts. */
  void end(End reason) {
    end.compareAndSet(Optional.empty(), Optional.of(reason));
    over.countDown();
  }

  /** Whether the run is over. */
  boolean hasEnded() {
    return over.getCount() == 0;
  }

  /** Waits until the run is over, for at most so long. */
  End await(Duration atMost) {
    try {
      if (!over.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        end(End.DEADLINE);
      }
    } catch (InterruptedException e) {
      end(End.CANCELLED);
      Thread.currentThread().interrupt();
    }
    return end.get().orElseThrow();
  }

  /** Gives every call that has no result one that says why. */
  void settleOpen(Unfinished unfinished) {
    for (Call call : plan.calls()) {
      if (progress(call).result().isEmpty()) {
        settle(unfinished.result(call, progress(call)));
      }
    }
  }

  /** All results, in the order of the plan, once every call has one. */
  List<Result> results() {
    return progress.stream().map(Progress::result).flatMap(Optional::stream).toList();
  }
}

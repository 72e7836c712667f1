package io.schedulerrunner.runner;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.history.Ending;
import io.schedulerrunner.history.GuardedStore;
import io.schedulerrunner.history.Lease;
import io.schedulerrunner.history.LeaseState;
import io.schedulerrunner.history.OpenRequest;
import io.schedulerrunner.history.Opened;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.history.RecordedRun;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunFilter;
import io.schedulerrunner.history.RunOutline;
import io.schedulerrunner.history.RunQuery;
import io.schedulerrunner.history.RunStatus;
import io.schedulerrunner.history.RunStore;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/** How runs get into the history, and what it says of earlier ones. Thread-safe. */
public final class History implements AutoCloseable {

  private static final Duration QUEUE_POLL = Duration.ofMillis(200);

  private static final int MOST_SEARCHED = 100;

  private final GuardedStore store;
  private final OpenRequest.Holder holder;
  private final Time time;
  private final AtomicBoolean started = new AtomicBoolean();

  /** With a name for this process, as people would look for it. */
  public History(GuardedStore store, Settings.Store settings, String instance, Time time) {
    this.store = store;
    this.time = time;
    holder = new OpenRequest.Holder(instance, settings.lease());
  }

  /**
   * Opens the store in the background. What needs the store does so itself: this only saves time.
   */
  public void start() {
    if (started.compareAndSet(false, true)) {
      store.start();
    }
  }

  /** The store behind it, for those who share runs through it. */
  public GuardedStore store() {
    return store;
  }

  /** The time now. */
  public Instant now() {
    return time.now();
  }

  /** Whether the store did what it was last asked. */
  public boolean isAvailable() {
    return store.isAvailable();
  }

  /** What is wrong with the store, asked now unless it is left in peace after a failure. */
  public Optional<String> problem() {
    if (store.isPausing()) {
      return Optional.of("The history could not be reached a moment ago.");
    }
    try {
      read(known -> known.schedules().handledUntil(""));
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether the store failed a moment ago: asking it may take long. */
  public boolean isPausing() {
    return store.isPausing();
  }

  /**
   * Asks the store.
   *
   * @throws StoreException where it fails
   */
  public <T> T read(Function<RunStore, T> question) {
    start();
    return store.read(question);
  }

  /**
   * The wish to open a run.
   *
   * @param again whether the id is that of an earlier run
   */
  OpenRequest request(RunOutline outline, Trigger trigger, String id, boolean again) {
    return new OpenRequest(id, again, trigger, trigger.job(), outline, holder, time.now());
  }

  /** Opens a run. */
  Opened open(OpenRequest request) {
    start();
    return store.open(request);
  }

  /** When what arrived at a monotonic time did so. */
  Instant arrivedAt(long arrivedNanos) {
    return time.now().minus(since(arrivedNanos));
  }

  /** How long ago a monotonic time was. */
  Duration since(long arrivedNanos) {
    return Duration.ofNanos(time.nanos() - arrivedNanos);
  }

  /** Waits for the end of a run that others carry out, or until the time has come. */
  Optional<RunDetail> awaitEnd(String id, long untilNanos) {
    try {
      while (isGoing(id)) {
        if (time.nanos() - untilNanos >= 0) {
          return Optional.empty();
        }
        time.sleep(QUEUE_POLL);
      }
      return read(known -> known.run(id));
    } catch (StoreException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** An earlier run; nothing where there is none, or the store cannot say. */
  public Optional<RunDetail> found(String id) {
    try {
      return read(known -> known.run(id));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private boolean isGoing(String id) {
    return read(known -> known.outline(id)).stream()
        .anyMatch(run -> run.status(time.now()) == RunStatus.RUNNING);
  }

  /** Another run of the trigger's job that is going on; nothing where the store cannot say. */
  Optional<String> running(Trigger trigger) {
    if (!store.isAvailable()) {
      return Optional.empty();
    }
    try {
      return trigger.job().stream()
          .flatMap(job -> read(known -> known.running(job, time.now())).stream())
          .filter(run -> !run.trigger().key().equals(trigger.key()))
          .map(RecordedRun::id)
          .findFirst();
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  /**
   * The latest runs of the same kind, newest first, but neither the run itself nor what is going
   * on: those of its job, else those with the same trigger and the same endpoints. Nothing where
   * the store cannot say.
   */
  public List<RecordedRun> before(Run run, int most) {
    if (!store.isAvailable()) {
      return List.of();
    }
    Trigger trigger = run.trigger();
    RunFilter filter = RunFilter.ofJob(trigger.job(), trigger.source());
    RunQuery query = new RunQuery(filter, Optional.empty(), MOST_SEARCHED, time.now());
    Predicate<RecordedRun> alike = trigger.job().isPresent() ? _ -> true : alike(run.plan());
    try {
      return read(known -> known.runs(query)).runs().stream()
          .filter(earlier -> !earlier.id().equals(run.id()))
          .filter(earlier -> earlier.status(query.now()) != RunStatus.RUNNING)
          .filter(alike)
          .limit(most)
          .toList();
    } catch (StoreException e) {
      return List.of();
    }
  }

  private static Predicate<RecordedRun> alike(Plan plan) {
    String hash = RunOutline.of(plan).settingsHash();
    return earlier -> earlier.job().isEmpty() && earlier.settingsHash().equals(hash);
  }

  /** Waits until no other run of the trigger's job is going on, or until the time has come. */
  Optional<String> awaitNoneRunning(Trigger trigger, long untilNanos) {
    Optional<String> other = running(trigger);
    try {
      while (other.isPresent() && time.nanos() - untilNanos < 0) {
        time.sleep(QUEUE_POLL);
        other = running(trigger);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return other;
  }

  /**
   * Writes down results as they come in.
   *
   * @param entries one for each call of the plan
   * @param onLost told when somebody else has taken the run over
   */
  RunListener recorder(
      Secrets secrets, List<RunOutline.Entry> entries, Lease lease, Runnable onLost) {
    return new RunListener() {
      @Override
      public void finished(Result result) {
        if (!result.reused()) {
          record(result);
        }
      }

      private void record(Result result) {
        String definition = entries.get(result.call().index()).definition();
        try {
          RecordedResult recorded = RecordedResult.of(definition, result, secrets);
          if (store.record(lease, recorded) == LeaseState.LOST) {
            onLost.run();
          }
        } catch (OutOfMemoryError e) {
          // The result is there all the same, for the report and for those who wait for it.
          store.miss(lease);
        }
      }
    };
  }

  /** What an earlier run with the same key has done already, as results of this plan. */
  static List<Result> reused(Plan plan, List<RecordedResult> recorded) {
    return recorded.stream().map(RecordedResult::result).map(earlier -> of(plan, earlier)).toList();
  }

  private static Result of(Plan plan, Result earlier) {
    Call call = plan.calls().get(earlier.call().index());
    return new Result(
        call,
        earlier.outcome(),
        earlier.finishedAt(),
        earlier.duration(),
        earlier.attempts(),
        true,
        Optional.empty());
  }

  /** Ends a run, and says whether all of it is written. */
  boolean finish(Lease lease, Run run) {
    return store.finish(lease, Ending.of(run));
  }

  /** Gives a run back that broke off. */
  void release(Lease lease) {
    store.release(lease);
  }

  /** Writes what is left, and lets go of the store. */
  @Override
  public void close() {
    if (started.get()) {
      store.close();
    }
  }
}

package io.schedulerrunner.schedule;

import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.runner.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in scheduler: one thread that sleeps until something is due. Of any number of processes
 * on one store, each time is run by one: the key of its run sees to that. A time counts as seen to
 * once its run has ended, wherever that was; what a killed process has left undone is carried on by
 * another, or by itself after a restart. Thread-safe.
 */
public final class Scheduler {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final String SOURCE = "cron";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** So that a clock that is set, or a machine that slept, is noticed. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final Schedules schedules;
  private final Runner runner;
  private final Time time;
  private final ExecutorService runs;
  private final Thread thread = new Thread(this::untilStopped, "scheduler");

  /** Times whose runs go on in this process. */
  private final Set<Instant> going = new HashSet<>();

  /** Times later than {@link #handled} whose runs have ended. */
  private final Set<Instant> ended = new HashSet<>();

  /** Everything until here has been seen to. */
  private Instant handled = Instant.MIN;

  /** With the clock it goes by. */
  public Scheduler(Schedules schedules, Runner runner, Time time) {
    this(schedules, runner, time, Executors.newVirtualThreadPerTaskExecutor());
  }

  Scheduler(Schedules schedules, Runner runner, Time time, ExecutorService runs) {
    this.runs = runs;
    this.schedules = schedules;
    this.runner = runner;
    this.time = time;
    thread.setDaemon(true);
  }

  /** Begins; what is due from now on is run, and what was missed since the last time. */
  public void start() {
    thread.start();
  }

  /** Begins no more runs. */
  public void stop() {
    runs.shutdown();
    thread.interrupt();
  }

  /**
   * Waits, after {@link #stop()}, for the runs that are going on.
   *
   * @param grace after which they are cancelled, and get {@code 1 s} to be written down
   */
  public void finish(Duration grace, Runnable cancel) throws InterruptedException {
    if (!runs.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.warn("Scheduled runs are still going on: cancelling what is unfinished");
      cancel.run();
      runs.awaitTermination(1, TimeUnit.SECONDS);
    }
  }

  private void untilStopped() {
    try {
      while (!runs.isShutdown()) {
        time.sleep(wake());
      }
    } catch (InterruptedException e) {
      LOG.debug("The scheduler stops", e);
    }
  }

  /**
   * Starts what is due.
   *
   * @return how long to sleep
   */
  Duration wake() {
    Instant now = time.now();
    try {
      Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
      Instant known = handledUntil(minute);
      if (minute.isAfter(known)) {
        runDue(minute, known);
      }
      return schedules
          .timetable()
          .next(now)
          .map(next -> Duration.between(now, next))
          .filter(pause -> pause.compareTo(LONGEST_SLEEP) < 0)
          .orElse(LONGEST_SLEEP);
    } catch (RuntimeException e) {
      LOG.error("The scheduler could not look at its schedules; it tries again", e);
      return LONGEST_SLEEP;
    }
  }

  /** What this process knows, or the store, whichever is later; at first, at the latest, now. */
  private synchronized Instant handledUntil(Instant minute) {
    if (minute.isAfter(handled)) {
      Optional<Instant> stored = schedules.states().handledUntil(SOURCE);
      Instant standard = handled.equals(Instant.MIN) ? minute : handled;
      handled = stored.filter(handled::isBefore).orElse(standard);
      ended.removeIf(at -> !at.isAfter(handled));
    }
    return handled;
  }

  private void runDue(Instant minute, Instant known) {
    List<Firing> firings =
        new Tick(SOURCE, minute, MINUTE)
            .firings(schedules.timetable(), schedules.states().paused(), Optional.of(known));
    NavigableSet<Instant> open = new TreeSet<>();
    for (Firing firing : begun(firings, open)) {
      runs.execute(() -> run(firing));
    }
    settle(open, minute);
  }

  /** Those that this process is to begin with now; {@code open} gets all that have not ended. */
  private synchronized List<Firing> begun(List<Firing> firings, Set<Instant> open) {
    open.addAll(going);
    List<Firing> begun = new ArrayList<>();
    for (Firing firing : firings) {
      if (!firing.isIdle() && !ended.contains(firing.at())) {
        open.add(firing.at());
        if (going.add(firing.at())) {
          begun.add(firing);
        }
      }
    }
    return begun;
  }

  /** Everything before the first time whose run has not ended has been seen to. */
  private void settle(NavigableSet<Instant> open, Instant minute) {
    Instant until = open.isEmpty() ? minute : open.first().minus(MINUTE);
    synchronized (this) {
      handled = until.isAfter(handled) ? until : handled;
    }
    schedules.states().handled(SOURCE, until);
  }

  private void run(Firing firing) {
    boolean over = true;
    try {
      over =
          Ticks.isSettled(
              runner.run(firing.request(), firing.trigger(), time.nanos(), RunListener.NONE));
      if (over) {
        schedules.states().fired(firing);
      }
    } catch (RuntimeException e) {
      LOG.error("What was due at {} could not be run", firing.at(), e);
    } finally {
      synchronized (this) {
        going.remove(firing.at());
        if (over) {
          ended.add(firing.at());
        }
      }
    }
  }
}

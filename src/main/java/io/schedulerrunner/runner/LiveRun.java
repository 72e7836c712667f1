package io.schedulerrunner.runner;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.Lease;
import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A run that is going on, as a growing list of events. Thread-safe. */
public final class LiveRun implements RunListener {

  /** Something that happened. */
  public sealed interface Event {

    /** An endpoint's first attempt began, at a time in milliseconds of Unix time. */
    record Began(Call call, long atMillis) implements Event {
      /** When it was. */
      public Instant at() {
        return Instant.ofEpochMilli(atMillis);
      }
    }

    /** An endpoint's outcome is known. */
    record Ended(Result result) implements Event {}
  }

  private final Lease lease;
  private final int endpoints;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final List<Event> events = new ArrayList<>();
  private Optional<Run> outcome = Optional.empty();
  private boolean over;

  LiveRun(Lease lease, int endpoints, InstantSource clock) {
    this.lease = lease;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /** The run's id. */
  public String id() {
    return lease.runId();
  }

  /** How often the run was opened; each time its events begin anew. */
  public long opening() {
    return lease.number();
  }

  /** How many endpoints its plan has. */
  public int endpoints() {
    return endpoints;
  }

  @Override
  public void started(Call call) {
    add(new Event.Began(call, clock.millis()));
  }

  @Override
  public void finished(Result result) {
    add(new Event.Ended(result));
  }

  private void add(Event event) {
    lock.lock();
    try {
      events.add(event);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** It was carried out. */
  void ended(Run run) {
    lock.lock();
    try {
      outcome = Optional.of(run);
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will happen. */
  void end() {
    lock.lock();
    try {
      over = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What it came to, once it is over; nothing where it broke off. */
  public Optional<Run> outcome() {
    lock.lock();
    try {
      return outcome;
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing more than these many events will come. */
  public boolean isOver(int seen) {
    lock.lock();
    try {
      return over && seen >= events.size();
    } finally {
      lock.unlock();
    }
  }

  /** The events after the first {@code seen} ones; waits a while for news where there are none. */
  public List<Event> after(int seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (events.size() <= seen && !over && left > 0) {
        left = news.awaitNanos(left);
      }
      return List.copyOf(events.subList(Math.min(seen, events.size()), events.size()));
    } finally {
      lock.unlock();
    }
  }
}

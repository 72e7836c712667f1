package io.schedulerrunner.web;

import io.schedulerrunner.execute.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Time that passes only where something takes time, and things that happen meanwhile. */
final class SimulatedTime implements Time {

  private final TreeMap<Instant, Runnable> events = new TreeMap<>();
  private final Instant start;
  private Instant now;

  SimulatedTime(Instant start) {
    this.start = start;
    this.now = start;
  }

  /** Plans an event, a nanosecond later where something else happens at that time. */
  synchronized Instant at(Instant when, Runnable event) {
    Instant free = when;
    while (events.containsKey(free)) {
      free = free.plusNanos(1);
    }
    events.put(free, event);
    return free;
  }

  synchronized void drop(Instant when) {
    events.remove(when);
  }

  /** Lets time pass, with what happens in it. */
  void passUntil(Instant end) {
    for (Optional<Runnable> event = next(end); event.isPresent(); event = next(end)) {
      event.get().run();
    }
  }

  private synchronized Optional<Runnable> next(Instant end) {
    Optional<Map.Entry<Instant, Runnable>> first = Optional.ofNullable(events.firstEntry());
    if (first.isEmpty() || first.get().getKey().isAfter(end)) {
      now = end.isAfter(now) ? end : now;
      return Optional.empty();
    }
    events.pollFirstEntry();
    now = first.get().getKey().isAfter(now) ? first.get().getKey() : now;
    return Optional.of(first.get().getValue());
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return Duration.between(start, now).toNanos();
  }

  @Override
  public void sleep(Duration duration) {
    passUntil(now().plus(duration));
  }
}

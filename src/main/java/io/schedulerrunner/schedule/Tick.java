package io.schedulerrunner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A moment at which schedules are looked at. Due is what was due since the tick before.
 *
 * @param at a whole minute
 * @param period from one tick to the next, in whole minutes
 */
record Tick(String source, Instant at, Duration period) {

  /**
   * What is to be run: missed ticks that are to be made up for, the oldest first, and as the last
   * one what is due now, even where that is nothing.
   *
   * @param paused names of endpoints to be left out
   * @param handled until when everything was seen to, where that is known
   */
  List<Firing> firings(Timetable timetable, Set<String> paused, Optional<Instant> handled) {
    Instant before = at.minus(period);
    SortedMap<Instant, Set<String>> due = new TreeMap<>();
    due.put(at, new LinkedHashSet<>());
    for (Line line : timetable.lines()) {
      if (!paused.contains(line.name())) {
        boolean now = line.isDue(before, at);
        if (now) {
          add(due, at, line);
        }
        handled.ifPresent(
            until ->
                line.missed(until, before, at, now)
                    .forEach(missed -> add(due, tickOf(missed), line)));
      }
    }
    List<Firing> firings = new ArrayList<>();
    due.forEach((time, names) -> firings.add(new Firing(source, time, names)));
    return firings;
  }

  private static void add(SortedMap<Instant, Set<String>> due, Instant time, Line line) {
    due.computeIfAbsent(time, none -> new LinkedHashSet<>()).add(line.name());
  }

  /** The tick that should have seen to an earlier time. */
  private Instant tickOf(Instant missed) {
    long periods = Duration.between(missed, at).dividedBy(period);
    return at.minus(period.multipliedBy(periods));
  }
}

package io.schedulerrunner.schedule;

import io.schedulerrunner.config.EndpointSource;
import io.schedulerrunner.history.ScheduleState;
import io.schedulerrunner.runner.History;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The schedules of all endpoints: how they stand, and pausing them. Thread-safe. */
public final class Schedules {

  private final Timetables timetables;
  private final History history;
  private final States states;

  /** Of endpoints whose expressions are valid. */
  public Schedules(EndpointSource endpoints, History history) {
    this.timetables = new Timetables(endpoints);
    this.history = history;
    this.states = new States(history);
  }

  Timetable timetable() {
    return timetables.current();
  }

  States states() {
    return states;
  }

  /** Every endpoint that has a schedule, in the order of the configuration. */
  public List<ScheduleView> all() {
    Map<String, ScheduleState> known = states.all();
    Instant now = history.now();
    return timetable().lines().stream()
        .map(line -> view(line, known.getOrDefault(line.name(), ScheduleState.NONE), now))
        .toList();
  }

  /**
   * Pauses or resumes an endpoint's schedule; what was due meanwhile is not made up for.
   *
   * @return how it stands now; empty where no endpoint of that name has a schedule
   * @throws io.schedulerrunner.history.StoreException where that cannot be kept
   */
  public Optional<ScheduleView> pause(String endpoint, boolean paused) {
    Optional<Line> line =
        timetable().lines().stream().filter(known -> known.name().equals(endpoint)).findFirst();
    line.ifPresent(known -> states.pause(endpoint, paused));
    return line.map(
        known ->
            view(known, states.all().getOrDefault(endpoint, ScheduleState.NONE), history.now()));
  }

  /**
   * When each endpoint that has a schedule, and is not paused, is due for the first time after an
   * instant of its own; without those that never are again.
   */
  public Map<String, Instant> dueAfter(Function<String, Instant> instants) {
    Set<String> paused = states.paused();
    Map<String, Instant> due = new LinkedHashMap<>();
    for (Line line : timetable().lines()) {
      if (!paused.contains(line.name())) {
        line.times()
            .next(instants.apply(line.name()))
            .ifPresent(first -> due.put(line.name(), first));
      }
    }
    return due;
  }

  private static ScheduleView view(Line line, ScheduleState state, Instant now) {
    return new ScheduleView(
        line.endpoint(),
        line.schedule(),
        line.times().expression().words(),
        line.times().next(now),
        state.firedAt(),
        state.paused());
  }
}

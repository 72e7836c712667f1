package io.schedulerrunner.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Schedules in the memory of this process. How far ticks were seen to is not kept: another instance
 * may have seen to those that this one has not.
 */
final class MemorySchedules implements ScheduleStore {

  private final Map<String, ScheduleState> states = new TreeMap<>();

  @Override
  public synchronized Map<String, ScheduleState> states() {
    return Map.copyOf(states);
  }

  @Override
  public synchronized void pause(String endpoint, boolean paused) {
    states.put(endpoint, new ScheduleState(paused, state(endpoint).firedAt()));
  }

  @Override
  public synchronized void fired(Set<String> endpoints, Instant at) {
    for (String endpoint : endpoints) {
      ScheduleState state = state(endpoint);
      if (state.firedAt().filter(at::isBefore).isEmpty()) {
        states.put(endpoint, new ScheduleState(state.paused(), Optional.of(at)));
      }
    }
  }

  @Override
  public Optional<Instant> handledUntil(String source) {
    return Optional.empty();
  }

  @Override
  public void handled(String source, Instant until) {
    // see above
  }

  private ScheduleState state(String endpoint) {
    return states.getOrDefault(endpoint, ScheduleState.NONE);
  }
}

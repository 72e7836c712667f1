package io.schedulerrunner.schedule;

import io.schedulerrunner.history.ScheduleState;
import io.schedulerrunner.history.ScheduleStore;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.runner.History;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of schedules. Where the store fails, schedules go on with what was last known of
 * them. Thread-safe.
 */
final class States {

  private static final Logger LOG = LoggerFactory.getLogger(States.class);

  private final History history;
  private volatile Map<String, ScheduleState> latest = Map.of();

  States(History history) {
    this.history = history;
  }

  Map<String, ScheduleState> all() {
    if (history.isPausing()) {
      return latest;
    }
    try {
      latest = history.read(store -> store.schedules().states());
    } catch (StoreException e) {
      LOG.warn("What is paused cannot be read; schedules go on as they were", e);
    }
    return latest;
  }

  Set<String> paused() {
    return all().entrySet().stream()
        .filter(state -> state.getValue().paused())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Pauses or resumes.
   *
   * @throws StoreException where that cannot be kept
   */
  void pause(String endpoint, boolean paused) {
    history.<Boolean>read(
        store -> {
          store.schedules().pause(endpoint, paused);
          return true;
        });
  }

  Optional<Instant> handledUntil(String source) {
    if (history.isPausing()) {
      return Optional.empty();
    }
    try {
      return history.read(store -> store.schedules().handledUntil(source));
    } catch (StoreException e) {
      LOG.warn("Missed ticks are not known, and not made up for", e);
      return Optional.empty();
    }
  }

  void handled(String source, Instant until) {
    write(schedules -> schedules.handled(source, until));
  }

  void fired(Firing firing) {
    write(schedules -> schedules.fired(firing.names(), firing.at()));
  }

  private void write(Consumer<ScheduleStore> change) {
    if (history.isPausing()) {
      return;
    }
    try {
      history.<Boolean>read(
          store -> {
            change.accept(store.schedules());
            return true;
          });
    } catch (StoreException e) {
      LOG.warn("The history does not keep that a schedule was seen to", e);
    }
  }
}

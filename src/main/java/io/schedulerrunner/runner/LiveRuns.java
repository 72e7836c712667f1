package io.schedulerrunner.runner;

import io.schedulerrunner.history.Lease;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this process is carrying out now, for those who watch. Thread-safe. */
public final class LiveRuns {

  private final Map<String, LiveRun> runs = new ConcurrentHashMap<>();

  /** A run begins. */
  LiveRun begin(Lease lease, int endpoints, InstantSource clock) {
    LiveRun run = new LiveRun(lease, endpoints, clock);
    runs.put(run.id(), run);
    return run;
  }

  /** A run has ended; those who watch it see the rest. */
  void end(LiveRun run) {
    runs.remove(run.id(), run);
    run.end();
  }

  /** A run that is going on. */
  public Optional<LiveRun> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }
}

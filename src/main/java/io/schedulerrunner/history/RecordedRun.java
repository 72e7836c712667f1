package io.schedulerrunner.history;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A run as it is kept, without its results. Immutable.
 *
 * @param endpoints how many the plan had
 * @param stored what the store says; see {@link #status}
 * @param startedAt of its latest opening
 * @param ending where it was carried out
 */
public record RecordedRun(
    String id,
    Trigger trigger,
    Optional<String> job,
    String settingsHash,
    Plan.Mode mode,
    Set<String> tags,
    int endpoints,
    RunStatus stored,
    Held held,
    Instant startedAt,
    Optional<Ending> ending) {

  /**
   * The latest lease.
   *
   * @param number how often the run was opened
   */
  public record Held(String instance, long number, Instant until) {}

  /** How it stands now: a run whose lease has expired is interrupted. */
  public RunStatus status(Instant now) {
    return stored == RunStatus.RUNNING && !held.until().isAfter(now)
        ? RunStatus.INTERRUPTED
        : stored;
  }
}

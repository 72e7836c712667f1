package io.schedulerrunner.history;

import java.time.Instant;
import java.util.Optional;

/**
 * Which runs are asked for; what is empty does not matter.
 *
 * @param trigger what started it: {@code manual}, {@code scheduler}, …
 * @param tag of one of its endpoints
 * @param endpoint the name of an endpoint that has a result
 * @param job the schedule's name
 * @param from started at or after
 * @param to started before
 */
public record RunFilter(
    Optional<RunStatus> status,
    Optional<String> trigger,
    Optional<String> tag,
    Optional<String> endpoint,
    Optional<String> job,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** Every run. */
  public static final RunFilter ALL =
      new RunFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The runs of a job; without one, those with the same trigger. */
  public static RunFilter ofJob(Optional<String> job, String trigger) {
    return new RunFilter(
        Optional.empty(),
        job.isPresent() ? Optional.empty() : Optional.of(trigger),
        Optional.empty(),
        Optional.empty(),
        job,
        Optional.empty(),
        Optional.empty());
  }

  static RunFilter ofRunningJob(String job) {
    return new RunFilter(
        Optional.of(RunStatus.RUNNING),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(job),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether a run is asked for, apart from {@link #endpoint}. */
  boolean matches(RecordedRun run, Instant now) {
    return matches(status, run.status(now))
        && matches(trigger, run.trigger().source())
        && tag.map(run.tags()::contains).orElse(true)
        && job.map(name -> run.job().equals(Optional.of(name))).orElse(true)
        && from.map(time -> !run.startedAt().isBefore(time)).orElse(true)
        && to.map(run.startedAt()::isBefore).orElse(true);
  }

  private static <T> boolean matches(Optional<T> wanted, T actual) {
    return wanted.map(actual::equals).orElse(true);
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.util.Optional;

/**
 * What is said of calls that were never made or never ended.
 *
 * @param deadline of the run
 * @param end why the run is over
 */
record Unfinished(Duration deadline, Ledger.End end, Time time) {

  /** The result of a call that has none when the run is over. */
  Result result(Call call, Progress progress) {
    Duration spent =
        progress.startedNanos().isPresent()
            ? Duration.ofNanos(time.nanos() - progress.startedNanos().getAsLong())
            : Duration.ZERO;
    Outcome outcome =
        end == Ledger.End.CANCELLED ? cancelled(progress) : deadlineCame(progress, spent);
    return new Result(
        call, outcome, time.now(), spent, progress.attempts(), false, progress.curl());
  }

  private static Outcome cancelled(Progress progress) {
    String message =
        progress.startedNanos().isPresent()
            ? "Cut off because the run was stopped."
            : "Not called because the run was stopped.";
    return new Outcome.Cancelled(new Failure(ErrorType.CANCELLED, message));
  }

  private Outcome deadlineCame(Progress progress, Duration spent) {
    String came = "the run's deadline of " + Wording.seconds(deadline) + " came first.";
    return progress.startedNanos().isPresent()
        ? new Outcome.Failed(
            new Failure(
                ErrorType.DEADLINE,
                "Cut off after " + Wording.seconds(spent) + " of waiting: " + came),
            Optional.empty())
        : new Outcome.NotStarted(new Failure(ErrorType.DEADLINE, "Not called: " + came));
  }

  /** What becomes of a call that depends on one with this result; nothing if it may be made. */
  static Optional<Outcome> because(Result result) {
    String name = result.call().name();
    return switch (result.outcome()) {
      case Outcome.Succeeded succeeded -> Optional.empty();
      case Outcome.Omitted omitted ->
          Optional.of(new Outcome.Omitted("It depends on " + name + ", which was left out."));
      case Outcome.Failed failed -> skipped(name, "failed");
      case Outcome.Skipped skipped -> skipped(name, "was skipped");
      case Outcome.NotStarted notStarted -> skipped(name, "was not called");
      case Outcome.Cancelled cancelled -> skipped(name, "was cancelled");
    };
  }

  private static Optional<Outcome> skipped(String name, String fate) {
    return Optional.of(
        new Outcome.Skipped(
            new Failure(
                ErrorType.DEPENDENCY,
                "Not called: it depends on " + name + ", which " + fate + ".")));
  }
}

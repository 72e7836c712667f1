package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is said of calls that were never made or never ended.
 *
 * @param deadline of the run
 * @param reserved how much earlier the calls end
 * @param end why the run is over
 */
record Unfinished(Duration deadline, Duration reserved, Ledger.End end, Time time) {

  /** The result of a call that has none when the run is over. */
  Result result(Call call, Progress progress) {
    OptionalLong started = progress.startedNanos();
    long now = time.nanos();
    boolean called = started.isPresent() && !progress.isOnlyQueued();
    Duration spent = called ? Duration.ofNanos(now - started.getAsLong()) : Duration.ZERO;
    Failure failure = end == Ledger.End.CANCELLED ? cancelled(called) : deadlineCame(called, spent);
    return new Result(
        call,
        outcome(called, failure),
        time.now(),
        spent,
        progress.attemptsEndedBy(failure, now),
        false,
        progress.curl());
  }

  private Outcome outcome(boolean called, Failure failure) {
    if (end == Ledger.End.CANCELLED) {
      return new Outcome.Cancelled(failure);
    }
    return called ? new Outcome.Failed(failure, Optional.empty()) : new Outcome.NotStarted(failure);
  }

  private static Failure cancelled(boolean called) {
    String message =
        called ? "Cut off because the run was stopped." : "Not called because the run was stopped.";
    return new Failure(ErrorType.CANCELLED, message);
  }

  private Failure deadlineCame(boolean called, Duration spent) {
    String kept =
        reserved.isZero() ? "" : ", less " + Wording.seconds(reserved) + " for notifications,";
    String came = "the run's deadline of " + Wording.seconds(deadline) + kept + " came first.";
    return new Failure(
        ErrorType.DEADLINE,
        called
            ? "Cut off after " + Wording.seconds(spent) + " of waiting: " + came
            : "Not called: " + came);
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

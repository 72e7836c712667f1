package io.schedulerrunner.testing;

import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Phases;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Results and runs, short to write. */
public final class Runs {

  /** When everything happens. */
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Runs() {}

  /** An answer without a body. */
  public static Response answer(int status) {
    return new Response(status, KeptBody.EMPTY);
  }

  /** It answered as it should. */
  public static Outcome succeeded(int status) {
    return new Outcome.Succeeded(answer(status));
  }

  /** It answered, but not as it should. */
  public static Outcome refused(int status, String message) {
    return new Outcome.Failed(new Failure(ErrorType.STATUS, message), Optional.of(answer(status)));
  }

  /** It did not answer. */
  public static Outcome failed(ErrorType type, String message) {
    return new Outcome.Failed(new Failure(type, message), Optional.empty());
  }

  /** A result after some attempts; none where it was not called. */
  public static Result result(Call call, Outcome outcome, Duration duration, int attempts) {
    Attempt attempt =
        new Attempt(
            1,
            NOON,
            duration,
            OptionalInt.empty(),
            Optional.empty(),
            Phases.NONE,
            Optional.empty());
    return new Result(
        call,
        outcome,
        NOON.plus(duration),
        duration,
        Collections.nCopies(attempts, attempt),
        false,
        Optional.empty());
  }

  /** A run of 1.3 seconds. */
  public static Run run(Plan plan, List<Result> results) {
    Duration duration = Duration.ofMillis(1_333);
    return new Run("0199-run", Trigger.MANUAL, plan, NOON, NOON.plus(duration), duration, results);
  }
}

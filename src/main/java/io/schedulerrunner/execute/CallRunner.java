package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.util.Optional;

/** Makes one call from first to last: request, attempts, outcome. Thread-safe. */
final class CallRunner {

  private static final Failure NO_MEMORY =
      new Failure(ErrorType.PROTOCOL, "Not enough memory for the call; the bodies are too large.");

  private final Caller caller;
  private final Time time;

  CallRunner(Caller caller, Time time) {
    this.caller = caller;
    this.time = time;
  }

  /**
   * Calls, and waits for the result. There always is one: a call for which memory did not suffice
   * has failed, and a run does not wait for it until its deadline.
   */
  Result run(Call call, RunScope scope, Progress progress) {
    Outcome outcome;
    Optional<String> curl = Optional.empty();
    try {
      Exchange exchange = new Exchange(call, Requests.of(call, scope), scope, progress);
      outcome = Outcomes.of(caller.call(exchange), exchange);
      curl = outcome instanceof Outcome.Failed ? progress.curl() : Optional.empty();
    } catch (OutOfMemoryError e) {
      outcome = new Outcome.Failed(NO_MEMORY, Optional.empty());
    }
    long started = progress.startedNanos().orElseThrow();
    return new Result(
        call,
        outcome,
        time.now(),
        Duration.ofNanos(time.nanos() - started),
        progress.attempts(),
        false,
        curl);
  }
}

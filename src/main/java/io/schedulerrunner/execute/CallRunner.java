package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import java.time.Duration;
import java.util.Optional;

/** Makes one call from first to last: request, attempts, outcome. Thread-safe. */
final class CallRunner {

  private final Caller caller;
  private final Time time;

  CallRunner(Caller caller, Time time) {
    this.caller = caller;
    this.time = time;
  }

  /** Calls, and waits for the result. */
  Result run(Call call, RunScope scope, Progress progress) {
    Exchange exchange = new Exchange(call, Requests.of(call, scope.runId()), scope, progress);
    Outcome outcome = Outcomes.of(caller.call(exchange), exchange);
    long started = progress.startedNanos().orElseThrow();
    return new Result(
        call,
        outcome,
        time.now(),
        Duration.ofNanos(time.nanos() - started),
        progress.attempts(),
        false,
        outcome instanceof Outcome.Failed ? progress.curl() : Optional.empty());
  }
}

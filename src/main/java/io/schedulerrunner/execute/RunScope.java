package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.time.Duration;

/**
 * What the calls of one run share. Thread-safe.
 *
 * @param deadlineNanos in {@link Time#nanos()}
 * @param bodies how response bodies are rendered and where they are kept
 * @param addresses which addresses may be called
 * @param answers what later calls may ask for of earlier ones
 * @param spreads when its calls may start where a limit spreads them
 * @param payloads the documents that its calls send
 */
record RunScope(
    String runId,
    Trigger trigger,
    Plan plan,
    Workers<?> workers,
    long deadlineNanos,
    Bodies bodies,
    AddressPolicy addresses,
    StepAnswers answers,
    Spreads spreads,
    Payloads payloads) {

  /** What is left until the deadline; negative once it has passed. */
  Duration remaining(Time time) {
    return Duration.ofNanos(deadlineNanos - time.nanos());
  }
}

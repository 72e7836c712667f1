package io.schedulerrunner.execute;

import io.schedulerrunner.config.Settings;
import io.schedulerrunner.plan.Plan;
import java.nio.file.Path;

/**
 * Makes what the calls of one run share.
 *
 * @param heapBudget how many bytes of response bodies a run may keep on the heap
 * @param folder where the others go
 */
record Scopes(Settings settings, long heapBudget, Path folder) {

  /** The scope of a run. */
  RunScope create(Plan plan, RunContext context, Workers<?> workers, long deadlineNanos) {
    int maxBytes = settings.calls().maxResponseBytes();
    Bodies bodies =
        new Bodies(maxBytes, new RunSecrets(plan.secrets()), new BodyKeeper(heapBudget, folder));
    return new RunScope(
        context.id(),
        context.trigger(),
        plan,
        workers,
        deadlineNanos,
        bodies,
        addresses(plan),
        StepAnswers.of(plan),
        new Spreads(plan),
        Payloads.of(plan));
  }

  /**
   * On Cloud Run, private addresses belong to the owner's network: a request's endpoints stay out.
   */
  private AddressPolicy addresses(Plan plan) {
    boolean free = plan.trusted() || !settings.onCloudRun() || settings.calls().allowPrivate();
    return new AddressPolicy(!free);
  }
}

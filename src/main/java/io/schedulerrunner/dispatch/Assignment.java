package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.OpenRequest;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import java.time.Instant;

/**
 * A run that may be handed over. Immutable.
 *
 * @param request from which every instance with the same configuration makes the same plan
 * @param arrivedAt when the trigger arrived: the deadline counts from here
 */
public record Assignment(OpenRequest opening, RunRequest request, Plan plan, Instant arrivedAt) {}

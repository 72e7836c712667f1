package io.schedulerrunner.cron;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointCheck;
import io.schedulerrunner.config.Problem;
import java.util.List;
import java.util.Set;

/** Finds cron expressions that cannot be used. Thread-safe. */
public final class ScheduleCheck implements EndpointCheck {

  @Override
  public List<Problem> problems(Endpoint endpoint, Set<String> names) {
    return endpoint
        .schedule()
        .flatMap(
            schedule -> CronExpression.problem("schedule", schedule.expression(), endpoint.name()))
        .stream()
        .toList();
  }
}

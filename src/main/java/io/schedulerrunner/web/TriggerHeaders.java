package io.schedulerrunner.web;

import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Trigger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads who triggered a run from the headers that Cloud Scheduler sends (its documentation,
 * "Configure cron job schedules").
 */
final class TriggerHeaders {

  private static final Logger LOG = LoggerFactory.getLogger(TriggerHeaders.class);

  private TriggerHeaders() {}

  /** The trigger; anybody can send these headers, so nothing that needs trust hangs on them. */
  static Trigger read(WebRequest request) {
    Optional<String> job = request.header("X-CloudScheduler-JobName");
    Optional<Instant> scheduled =
        request.header("X-CloudScheduler-ScheduleTime").flatMap(TriggerHeaders::time);
    Optional<String> key =
        request
            .header("Idempotency-Key")
            .or(() -> job.flatMap(name -> scheduled.map(time -> name + "@" + time)));
    Trigger trigger = new Trigger(job.isPresent() ? "scheduler" : "manual", scheduled, key);
    return job.map(name -> trigger.of(name, Overlap.SKIP)).orElse(trigger);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      LOG.warn("X-CloudScheduler-ScheduleTime is no RFC 3339 time and is ignored: {}", text, e);
      return Optional.empty();
    }
  }
}

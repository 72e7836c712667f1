package io.schedulerrunner.web;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Trigger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads who triggered a run from the headers that Cloud Scheduler sends (its documentation,
 * "Configure cron job schedules"), and what is to happen if it overlaps from the query.
 */
final class TriggerHeaders {

  private static final Logger LOG = LoggerFactory.getLogger(TriggerHeaders.class);

  private TriggerHeaders() {}

  /**
   * The trigger; anybody can send these headers, so nothing that needs trust hangs on them.
   *
   * @throws ConfigurationException where {@code overlap} is not valid
   */
  static Trigger read(WebRequest request) {
    Optional<String> job = request.header("X-CloudScheduler-JobName");
    Optional<String> due = request.header("X-CloudScheduler-ScheduleTime");
    Optional<Instant> scheduled = due.flatMap(TriggerHeaders::time);
    Optional<String> moment = scheduled.map(Instant::toString).or(() -> due);
    Optional<String> key =
        request
            .header("Idempotency-Key")
            .or(() -> job.flatMap(name -> moment.map(time -> name + "@" + time)));
    Optional<Overlap> overlap =
        Optional.ofNullable(QueryString.read(request).get("overlap")).map(TriggerHeaders::overlap);
    Trigger trigger = new Trigger(job.isPresent() ? "scheduler" : "manual", scheduled, key);
    if (job.isEmpty() && overlap.orElse(Overlap.ALLOW) != Overlap.ALLOW) {
      throw problem("needs a job to tell its runs by: send the header X-CloudScheduler-JobName.");
    }
    return job.map(name -> trigger.of(name, overlap.orElse(Overlap.SKIP))).orElse(trigger);
  }

  private static Overlap overlap(String text) {
    return Arrays.stream(Overlap.values())
        .filter(overlap -> overlap.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> problem("must be one of allow, skip, queue."));
  }

  private static ConfigurationException problem(String message) {
    return new ConfigurationException(
        List.of(new Problem("overlap", message, "/execute?overlap=queue")));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      LOG.warn(
          "X-CloudScheduler-ScheduleTime is no RFC 3339 time, only a part of the key: {}", text);
      return Optional.empty();
    }
  }
}

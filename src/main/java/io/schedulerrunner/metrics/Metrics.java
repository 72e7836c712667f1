package io.schedulerrunner.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was counted, as Prometheus has it. Loads its library when it is first asked. Thread-safe.
 *
 * <p>Every name and label is part of the product: dashboards and alerts hang on them. See {@code
 * docs/observability.md}.
 */
public final class Metrics {

  private static final String ENDPOINT = "endpoint";
  private static final String TRIGGER = "trigger";
  private static final double MILLIS_PER_SECOND = 1e3;

  private final RunMetrics counted;
  private final Surroundings around;

  /** With what was counted, and what else there is to tell. */
  public Metrics(RunMetrics counted, Surroundings around) {
    this.counted = counted;
    this.around = around;
  }

  /** The content type of {@link #write}: Prometheus' text format 0.0.4. */
  public static String contentType() {
    return PrometheusTextFormatWriter.CONTENT_TYPE;
  }

  /** Writes all of them in Prometheus' text format. */
  public void write(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, snapshots(), EscapingScheme.UNDERSCORE_ESCAPING);
  }

  /** All of them, at this moment. */
  public MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    Family family = new Family(all);
    runs(family);
    calls(family);
    surroundings(family);
    return all.build();
  }

  private void runs(Family family) {
    family.counter(
        "scheduler_runner_runs", "Runs that have ended.", counted.runs(), TRIGGER, "outcome");
    family.histogram(
        "scheduler_runner_run_duration_seconds",
        "From a trigger's arrival to its report.",
        counted.runDurations(),
        TRIGGER);
    family.counter(
        "scheduler_runner_deadline_misses",
        "Runs that their deadline cut off.",
        counted.missedDeadlines(),
        TRIGGER);
    family.gauge(
        "scheduler_runner_runs_in_progress", "Runs that are going on.", counted.runsGoing());
    family.counter(
        "scheduler_runner_runs_not_kept",
        "Runs whose history was incomplete when they ended.",
        counted.notKept());
  }

  private void calls(Family family) {
    family.counter(
        "scheduler_runner_endpoint_calls",
        "Results of endpoints; error_type is none where there was no error.",
        counted.calls(),
        ENDPOINT,
        "outcome",
        "error_type");
    family.histogram(
        "scheduler_runner_endpoint_duration_seconds",
        "Duration of calls, with their retries and the pauses between them.",
        counted.callDurations(),
        ENDPOINT);
    family.counter(
        "scheduler_runner_endpoint_retries",
        "Attempts after the first.",
        counted.retries(),
        ENDPOINT);
    family.gauge(
        "scheduler_runner_calls_in_flight", "Calls that are being made.", counted.callsGoing());
    family.gauge(
        "scheduler_runner_calls_waiting", "Calls whose turn has not come.", counted.callsWaiting());
    states(family, counted.endpoints());
  }

  private static void states(Family family, Map<String, EndpointState> endpoints) {
    family.gauges(
        "scheduler_runner_endpoint_failures_in_a_row",
        "Results without success since the last one, or since the process began.",
        endpoints,
        state -> List.of((double) state.failuresInARow()));
    family.gauges(
        "scheduler_runner_endpoint_last_success_timestamp_seconds",
        "When an endpoint last succeeded in this process.",
        endpoints,
        state -> state.lastSuccess().stream().map(Metrics::seconds).toList());
  }

  private void surroundings(Family family) {
    family.gauges(
        "scheduler_runner_schedule_expected_timestamp_seconds",
        "When an endpoint's schedule is due for the first time after its last success, or after"
            + " the process began.",
        around.schedules().dueAfter(this::lastSuccess),
        due -> List.of(seconds(due)));
    family.gauge(
        "scheduler_runner_history_available",
        "1 if the history did what it was last asked, else 0.",
        around.historyAvailable().getAsBoolean() ? 1 : 0);
    family.gauge(
        "process_start_time_seconds",
        "When the process began, since 1970.",
        seconds(around.startedAt()));
    family.info(
        "scheduler_runner_build",
        "What is running.",
        around.version(),
        Runtime.version().toString());
  }

  private Instant lastSuccess(String endpoint) {
    return counted
        .endpoints()
        .getOrDefault(endpoint, EndpointState.NONE)
        .lastSuccess()
        .orElseGet(around::startedAt);
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / MILLIS_PER_SECOND;
  }
}

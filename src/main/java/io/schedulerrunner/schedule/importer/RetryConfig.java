package io.schedulerrunner.schedule.importer;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job's {@code retryConfig}, as an endpoint's {@code retry}. */
final class RetryConfig {

  private static final Set<String> FIELDS =
      Set.of(
          "retryCount",
          "maxRetryDuration",
          "minBackoffDuration",
          "maxBackoffDuration",
          "maxDoublings");

  /** Cloud Scheduler tries again after anything that is not a 2xx. */
  private static final List<String> ANY_FAILURE =
      List.of("dns", "connect", "tls", "timeout", "protocol", "3xx", "4xx", "5xx");

  private final Message config;
  private final String id;
  private final Import found;

  RetryConfig(Message job, String id, Import found) {
    this.config = job.message("retryConfig").orElseGet(() -> new Message(Map.of()));
    this.id = id;
    this.found = found;
  }

  /** The fields; empty where nothing is tried again. */
  Map<String, Object> retry() {
    config
        .unknown(FIELDS)
        .forEach(name -> found.note(id, "the field retryConfig." + name + " is left behind."));
    BigDecimal limit = seconds("maxRetryDuration", "0");
    if (limit.signum() > 0) {
      found.note(id, "maxRetryDuration (%s s) is left behind.".formatted(limit));
    }
    BigDecimal count = Quantity.of("retryCount", config.text("retryCount").orElse("0"));
    Map<String, Object> retry = new LinkedHashMap<>();
    if (count.signum() > 0) {
      retry.put("max_attempts", count.add(BigDecimal.ONE));
      retry.put("min_backoff", seconds("minBackoffDuration", "5"));
      retry.put("max_backoff", seconds("maxBackoffDuration", "3600"));
      retry.put("on", ANY_FAILURE);
      found.note(
          id,
          "its pauses doubled %s times and then grew evenly; here they double up to max_backoff."
              .formatted(config.text("maxDoublings").orElse("5")));
    }
    return retry;
  }

  private BigDecimal seconds(String name, String standard) {
    return Quantity.of(name, config.seconds(name).orElse(standard));
  }
}

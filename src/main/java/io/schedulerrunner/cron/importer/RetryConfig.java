package io.schedulerrunner.cron.importer;

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
  private final List<String> remarks;

  RetryConfig(Message job, List<String> remarks) {
    this.config = job.message("retryConfig").orElseGet(() -> new Message(Map.of()));
    this.remarks = remarks;
  }

  /** The fields; empty where nothing is tried again. */
  Map<String, Object> retry() {
    config
        .unknown(FIELDS)
        .forEach(name -> remarks.add("the field retryConfig." + name + " is left behind."));
    BigDecimal limit = seconds("maxRetryDuration", "0");
    if (limit.signum() > 0) {
      remarks.add("maxRetryDuration (%s s) is left behind.".formatted(limit));
    }
    BigDecimal count = Quantity.of("retryCount", config.text("retryCount").orElse("0"));
    Map<String, Object> retry = new LinkedHashMap<>();
    if (count.signum() > 0) {
      retry.put("max_attempts", count.add(BigDecimal.ONE));
      retry.put("min_backoff", seconds("minBackoffDuration", "5"));
      retry.put("max_backoff", seconds("maxBackoffDuration", "3600"));
      retry.put("on", ANY_FAILURE);
      remarks.add(
          "its pauses doubled %s times and then grew evenly; here they double up to max_backoff."
              .formatted(config.text("maxDoublings").orElse("5")));
    }
    return retry;
  }

  private BigDecimal seconds(String name, String standard) {
    return Quantity.of(name, config.seconds(name).orElse(standard));
  }
}

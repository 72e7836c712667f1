package io.schedulerrunner.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code retry}; what the endpoint does not say, the defaults do, checked on their own. */
final class RetryReader {

  static final String EXAMPLE = "{\"max_attempts\": 3}";

  /** What may be tried again; blocked calls, bad templates and the like would only fail again. */
  private static final Set<String> ERRORS =
      new LinkedHashSet<>(
          List.of("dns", "connect", "tls", "timeout", "protocol", "expectation", "auth"));

  private final Optional<Fields> own;
  private final Optional<Fields> general;

  RetryReader(Optional<Fields> own, Optional<Fields> general) {
    this.own = own;
    this.general = general;
  }

  Retry read() {
    if (own.isEmpty() && general.isEmpty()) {
      return Retry.NEVER;
    }
    int attempts =
        field("max_attempts")
            .flatMap(it -> it.integer(1, 100, "3"))
            .orElseGet(Retry.NEVER::maxAttempts);
    Optional<Value> minField = field("min_backoff");
    Duration min = minField.flatMap(it -> it.secondsOrZero("1")).orElseGet(Retry.NEVER::minBackoff);
    Optional<Duration> max = field("max_backoff").flatMap(it -> it.secondsOrZero("30"));
    Optional<Value> on = field("on");
    own.ifPresent(Fields::end);
    Duration longest = Collections.max(List.of(min, Retry.NEVER.maxBackoff()));
    if (max.isPresent() && max.orElseThrow().compareTo(min) < 0) {
      own.ifPresent(it -> it.problem("max_backoff is less than min_backoff.", EXAMPLE_BACKOFF));
    }
    Retry retry =
        new Retry(attempts, min, max.orElse(longest), Retry.NEVER.errors(), Retry.NEVER.statuses());
    return on.map(it -> on(retry, it)).orElse(retry);
  }

  private static final String EXAMPLE_BACKOFF = "{\"min_backoff\": 1, \"max_backoff\": 30}";

  private static Retry on(Retry retry, Value list) {
    Set<String> errors = new LinkedHashSet<>();
    StatusReader statuses = new StatusReader(ERRORS);
    for (Value item : list.items("[\"connect\", \"timeout\", 429, \"5xx\"]")) {
      statuses.read(item).ifPresent(errors::add);
    }
    return new Retry(
        retry.maxAttempts(), retry.minBackoff(), retry.maxBackoff(), errors, statuses.set());
  }

  private Optional<Value> field(String name) {
    Optional<Value> inherited = general.flatMap(all -> all.value(name));
    return own.flatMap(all -> all.value(name)).or(() -> inherited);
  }
}

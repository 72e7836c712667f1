package io.schedulerrunner.execute;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * When a connection came about, in {@link System#nanoTime()}. Travels in the HTTP client's context
 * of that connection.
 *
 * @param begunNanos when its address was asked for
 * @param resolvedNanos when the address was known
 */
record ConnectTiming(long begunNanos, long resolvedNanos) {

  private static final String KEY = ConnectTiming.class.getName();

  void putInto(Map<String, Object> context) {
    context.put(KEY, this);
  }

  static Optional<ConnectTiming> of(Map<String, Object> context) {
    return Optional.ofNullable((ConnectTiming) context.get(KEY));
  }

  Duration dns() {
    return Duration.ofNanos(resolvedNanos - begunNanos);
  }
}

package io.schedulerrunner.execute;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

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

  static ConnectTiming of(Map<String, Object> context) {
    return (ConnectTiming) requireNonNull(context.get(KEY));
  }

  Duration dns() {
    return Duration.ofNanos(resolvedNanos - begunNanos);
  }
}

package io.schedulerrunner.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How durations are spread over buckets, as a histogram of Prometheus. Thread-safe. */
final class Distribution {

  /** Upper bounds of the buckets in seconds; the last one takes the rest. */
  private static final double[] BOUNDS = {
    0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600, 1800, Double.POSITIVE_INFINITY
  };

  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] counts = new long[BOUNDS.length];
  private long nanos;

  /**
   * What it holds at one moment.
   *
   * @param counts of each bucket by itself, in the order of {@link #bounds()}
   * @param sum in seconds
   */
  record Content(List<Long> counts, double sum) {
    Content {
      counts = List.copyOf(counts);
    }
  }

  /** The upper bounds of the buckets, in seconds. */
  static List<Double> bounds() {
    return Arrays.stream(BOUNDS).boxed().toList();
  }

  synchronized void add(Duration duration) {
    double seconds = duration.toNanos() / NANOS_PER_SECOND;
    int found = Arrays.binarySearch(BOUNDS, seconds);
    counts[found < 0 ? -found - 1 : found]++;
    nanos += duration.toNanos();
  }

  synchronized Content content() {
    return new Content(Arrays.stream(counts).boxed().toList(), nanos / NANOS_PER_SECOND);
  }
}

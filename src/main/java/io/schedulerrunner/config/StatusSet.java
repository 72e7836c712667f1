package io.schedulerrunner.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A set of HTTP status codes, such as {@code [200, "3xx"]}. Immutable.
 *
 * @param ranges the codes, in the order they were configured
 */
public record StatusSet(List<Range> ranges) {

  /** Every 2xx, what counts as success unless an endpoint says otherwise. */
  public static final StatusSet SUCCESS = new StatusSet(List.of(new Range(200, 299)));

  /** From {@code first} to {@code last}, both included. */
  public record Range(int first, int last) {
    boolean contains(int status) {
      return first <= status && status <= last;
    }

    @Override
    public String toString() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  public StatusSet {
    ranges = List.copyOf(ranges);
  }

  /** Such as {@code 200, 300-399}. */
  @Override
  public String toString() {
    return ranges.size() == 1
        ? ranges.getFirst().toString()
        : ranges.stream().map(Range::toString).collect(joining(", "));
  }

  /** Whether a status code belongs to the set. */
  public boolean contains(int status) {
    return ranges.stream().anyMatch(range -> range.contains(status));
  }
}

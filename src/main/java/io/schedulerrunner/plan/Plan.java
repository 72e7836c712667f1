package io.schedulerrunner.plan;

import io.schedulerrunner.config.Limit;
import io.schedulerrunner.config.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run will do. Immutable.
 *
 * @param calls in the order of the configuration, which is the order of the report
 * @param maxWorkers most endpoints in flight; 1 in sequential mode
 * @param deadline from the trigger's arrival to the report's
 * @param limits by name
 * @param secrets what must not be shown of any answer
 * @param trusted whether the endpoints came from the configuration, not from a request's body
 */
public record Plan(
    List<Call> calls,
    Mode mode,
    int maxWorkers,
    Duration deadline,
    Map<String, Limit> limits,
    Secrets secrets,
    boolean trusted) {

  /** How the calls follow one another. */
  public enum Mode {
    PARALLEL,
    SEQUENTIAL
  }

  /** The part of it that calls these endpoints; what it depends on elsewhere is not waited for. */
  public Plan only(Set<String> names) {
    return part(calls.stream().filter(call -> names.contains(call.name())).toList());
  }

  /** The part of it that makes some of its calls, which get positions of their own. */
  public Plan part(List<Call> some) {
    List<Call> moved = new ArrayList<>(some.size());
    for (Call call : some) {
      moved.add(new Call(moved.size(), call.endpoint(), call.payload()));
    }
    return new Plan(moved, mode, maxWorkers, deadline, limits, secrets, trusted);
  }

  /** Whether a run that takes so long is over by the deadline. */
  public boolean leavesTimeFor(Duration duration) {
    return duration.compareTo(deadline) <= 0;
  }

  /** The same with so many endpoints in flight. */
  public Plan with(int workers) {
    return new Plan(calls, mode, workers, deadline, limits, secrets, trusted);
  }

  public Plan {
    calls = List.copyOf(calls);
    limits = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(limits));
  }
}

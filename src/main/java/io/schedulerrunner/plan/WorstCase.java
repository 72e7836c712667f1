package io.schedulerrunner.plan;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long a plan takes if every attempt takes as long as it may and every pause is the longest.
 * Pure. Shared limits, and pauses that an endpoint asks for by {@code Retry-After}, are not
 * counted.
 */
public final class WorstCase {

  private final Set<String> names;
  private final Map<String, Duration> ends = new HashMap<>();
  private final PriorityQueue<Duration> workers = new PriorityQueue<>();

  private WorstCase(Plan plan) {
    names = plan.calls().stream().map(Call::name).collect(Collectors.toUnmodifiableSet());
    for (int worker = 0; worker < plan.maxWorkers(); worker++) {
      workers.add(Duration.ZERO);
    }
  }

  /** From the start of a run to its end. */
  public static Duration of(Plan plan) {
    return new WorstCase(plan).duration(plan.calls());
  }

  /** The longest time one endpoint takes: all its attempts, and the pauses between them. */
  public static Duration of(Endpoint endpoint) {
    Retry retry = endpoint.retry();
    Duration total = endpoint.timeout().multipliedBy(retry.maxAttempts());
    Duration pause = retry.minBackoff();
    for (int attempt = 1; attempt < retry.maxAttempts(); attempt++) {
      total = total.plus(shorter(pause, retry.maxBackoff()));
      pause = shorter(pause, retry.maxBackoff()).multipliedBy(2);
    }
    return total;
  }

  /** Gives each call the worker that is free first, as soon as what it depends on is done. */
  private Duration duration(List<Call> calls) {
    List<Call> waiting = calls;
    while (!waiting.isEmpty()) {
      List<Call> blocked = new ArrayList<>();
      for (Call call : waiting) {
        if (isReady(call)) {
          place(call);
        } else {
          blocked.add(call);
        }
      }
      if (blocked.size() == waiting.size()) {
        // Depends on itself: the executor will not call it.
        return longest();
      }
      waiting = blocked;
    }
    return longest();
  }

  private void place(Call call) {
    Duration start = workers.remove();
    for (String dependency : call.endpoint().dependsOn()) {
      start = longer(start, ends.getOrDefault(dependency, Duration.ZERO));
    }
    Duration end = start.plus(of(call.endpoint()));
    workers.add(end);
    ends.put(call.name(), end);
  }

  /** What a run leaves out is not waited for. */
  private boolean isReady(Call call) {
    return call.endpoint().dependsOn().stream()
        .allMatch(name -> ends.containsKey(name) || !names.contains(name));
  }

  private Duration longest() {
    return ends.values().stream().reduce(Duration.ZERO, WorstCase::longer);
  }

  private static Duration longer(Duration one, Duration other) {
    return Collections.max(List.of(one, other));
  }

  private static Duration shorter(Duration one, Duration other) {
    return Collections.min(List.of(one, other));
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Which calls wait for which. A name that is not in the plan (left out by tags) is not waited for.
 * Thread-safe.
 */
final class Dependencies {

  private final Plan plan;
  private final List<List<Call>> dependents;
  private final int[] waitingFor;

  /** The dependencies among a plan's calls, which are known to be free of cycles. */
  Dependencies(Plan plan) {
    this.plan = plan;
    List<Call> calls = plan.calls();
    dependents = new ArrayList<>(calls.size());
    waitingFor = new int[calls.size()];
    Map<String, Call> byName = HashMap.newHashMap(calls.size());
    for (Call call : calls) {
      dependents.add(List.of());
      byName.put(call.name(), call);
    }
    for (Call call : calls) {
      for (String name : call.endpoint().dependsOn()) {
        Optional.ofNullable(byName.get(name)).ifPresent(needed -> add(needed, call));
      }
    }
  }

  private void add(Call needed, Call dependent) {
    List<Call> known = new ArrayList<>(dependents.get(needed.index()));
    known.add(dependent);
    dependents.set(needed.index(), known);
    waitingFor[dependent.index()]++;
  }

  /** The calls that wait for nothing, in the order of the plan. */
  List<Call> free() {
    return plan.calls().stream().filter(call -> waitingFor[call.index()] == 0).toList();
  }

  /** The calls that wait for this one. */
  List<Call> dependents(Call call) {
    return dependents.get(call.index());
  }

  /** One of the calls that this one waits for has succeeded. Says whether that was the last. */
  synchronized boolean release(Call dependent) {
    waitingFor[dependent.index()]--;
    return waitingFor[dependent.index()] == 0;
  }

  /** All calls, each after what it depends on, otherwise in the order of the plan. */
  static List<Call> sequence(Plan plan) {
    Dependencies open = new Dependencies(plan);
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    open.free().forEach(call -> ready.add(call.index()));
    List<Call> sequence = new ArrayList<>(plan.calls().size());
    while (!ready.isEmpty()) {
      Call call = plan.calls().get(ready.remove());
      sequence.add(call);
      open.dependents(call).stream()
          .filter(open::release)
          .forEach(dependent -> ready.add(dependent.index()));
    }
    return sequence;
  }
}

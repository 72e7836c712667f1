package io.schedulerrunner.dispatch;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the calls of a plan depend on, by their positions. A name that is not in the plan (left out
 * by tags) is not depended on. Immutable.
 */
final class Needs {

  private final Map<Integer, List<Integer>> needed = new HashMap<>();

  Needs(Plan plan) {
    List<Call> dependent =
        plan.calls().stream().filter(call -> !call.endpoint().dependsOn().isEmpty()).toList();
    if (!dependent.isEmpty()) {
      Map<String, Integer> positions = positions(plan);
      dependent.forEach(call -> needed.put(call.index(), needed(call, positions)));
    }
  }

  private static Map<String, Integer> positions(Plan plan) {
    Map<String, Integer> positions = HashMap.newHashMap(plan.calls().size());
    plan.calls().forEach(call -> positions.put(call.name(), call.index()));
    return positions;
  }

  private static List<Integer> needed(Call call, Map<String, Integer> positions) {
    return call.endpoint().dependsOn().stream()
        .flatMap(name -> Optional.ofNullable(positions.get(name)).stream())
        .toList();
  }

  /** The positions of the calls that a call waits for. */
  List<Integer> of(int index) {
    return needed.getOrDefault(index, List.of());
  }
}

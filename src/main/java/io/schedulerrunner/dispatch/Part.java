package io.schedulerrunner.dispatch;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of a plan that a batch needs: its own calls, and those that they depend on, whose
 * results are known. Of a plan that is carried out one after another it is the whole. Immutable.
 *
 * @param plan the part as a plan of its own, with positions of its own
 * @param whole the same calls with their positions in the whole plan
 * @param own positions in the whole plan of those that are to be made
 */
record Part(Plan plan, List<Call> whole, BitSet own) {

  /** Of an order's plan, in so many places. */
  static Part of(Order order, List<Integer> calls, int maxWorkers) {
    Plan plan = order.plan();
    BitSet own = new BitSet();
    calls.forEach(own::set);
    BitSet all = plan.mode() == Plan.Mode.SEQUENTIAL ? all(plan) : closure(order.needs(), own);
    List<Call> whole = all.stream().mapToObj(plan.calls()::get).toList();
    return new Part(plan.part(whole).with(maxWorkers), whole, own);
  }

  private static BitSet all(Plan plan) {
    BitSet all = new BitSet();
    all.set(0, plan.calls().size());
    return all;
  }

  /** The calls, and all that they depend on, directly or not. */
  private static BitSet closure(Needs needs, BitSet own) {
    BitSet closure = (BitSet) own.clone();
    Deque<Integer> open = own.stream().boxed().collect(Collectors.toCollection(ArrayDeque::new));
    while (!open.isEmpty()) {
      for (int needed : needs.of(open.remove())) {
        if (!closure.get(needed)) {
          closure.set(needed);
          open.add(needed);
        }
      }
    }
    return closure;
  }

  /** The names of its own calls, or of those that they depend on. */
  List<String> names(boolean ofOwn) {
    return whole.stream().filter(call -> own.get(call.index()) == ofOwn).map(Call::name).toList();
  }

  /**
   * What is known already, as results of the part: of its own calls only what was recorded since
   * the run was opened, of the others the latest.
   */
  List<Result> known(List<RecordedResult> recorded) {
    Map<String, Call> calls = HashMap.newHashMap(plan.calls().size());
    plan.calls().forEach(call -> calls.put(call.name(), call));
    List<Result> known = new ArrayList<>();
    for (RecordedResult earlier : recorded) {
      Optional.ofNullable(calls.get(earlier.name()))
          .filter(call -> !isOwn(call) || !earlier.reused())
          .ifPresent(call -> known.add(of(earlier.result(), call, true)));
    }
    return known;
  }

  private boolean isOwn(Call call) {
    return own.get(whole.get(call.index()).index());
  }

  /** A result of the part as one of the whole plan. */
  Result whole(Result result) {
    return of(result, whole.get(result.call().index()), result.reused());
  }

  private static Result of(Result result, Call call, boolean reused) {
    return new Result(
        call,
        result.outcome(),
        result.finishedAt(),
        result.duration(),
        result.attempts(),
        reused,
        Optional.empty());
  }
}

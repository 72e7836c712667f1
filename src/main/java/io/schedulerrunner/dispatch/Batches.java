package io.schedulerrunner.dispatch;

import io.schedulerrunner.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Divides the calls of a plan into batches. Calls that depend on one another stay together, so that
 * one instance sees to their order; where they are too many for one batch they are divided into
 * stages, each of which begins when the one before it is done. What is to be called one after
 * another is one batch. Pure.
 */
final class Batches {

  /** Most calls of a batch; measured, see docs/scale.md. */
  static final int MOST = 200;

  /** Into how many batches a run is divided at least, if that leaves each of them some calls. */
  private static final int SHARES = 32;

  private static final int LEAST = 10;

  /** The calls of a batch, and its stage. */
  record Share(int stage, List<Integer> calls) {}

  private final Needs needs;
  private final BitSet open;
  private final int size;
  private final int[] groups;
  private final int[] levels;

  private Batches(Plan plan, BitSet open) {
    needs = new Needs(plan);
    this.open = open;
    size = Math.clamp(Math.ceilDiv(open.cardinality(), SHARES), LEAST, MOST);
    groups = new int[plan.calls().size()];
    levels = new int[plan.calls().size()];
    Arrays.setAll(groups, index -> index);
    Arrays.fill(levels, -1);
  }

  /**
   * The shares of a plan; one without calls where nothing is open.
   *
   * @param open positions of the calls that are to be made
   */
  static List<Share> of(Plan plan, BitSet open) {
    boolean together = plan.mode() == Plan.Mode.SEQUENTIAL || open.isEmpty();
    return together
        ? List.of(new Share(0, open.stream().boxed().toList()))
        : new Batches(plan, open).shares();
  }

  private List<Share> shares() {
    open.stream().forEach(index -> needed(index).forEach(other -> unite(index, other)));
    Map<Integer, List<Integer>> members = new TreeMap<>();
    open.stream()
        .forEach(
            index -> members.computeIfAbsent(group(index), any -> new ArrayList<>()).add(index));
    Map<Integer, Packer> stages = new TreeMap<>();
    for (List<Integer> group : members.values()) {
      if (group.size() <= size) {
        packer(stages, 0).add(group);
      } else {
        group.forEach(index -> packer(stages, level(index)).add(List.of(index)));
      }
    }
    return stages.entrySet().stream()
        .flatMap(stage -> stage.getValue().packed(stage.getKey()))
        .toList();
  }

  private Packer packer(Map<Integer, Packer> stages, int stage) {
    return stages.computeIfAbsent(stage, any -> new Packer(size));
  }

  /** The open calls that a call waits for. */
  private List<Integer> needed(int index) {
    return needs.of(index).stream().filter(open::get).toList();
  }

  private void unite(int one, int other) {
    int first = group(one);
    int second = group(other);
    groups[Math.max(first, second)] = Math.min(first, second);
  }

  /** The smallest position of those that hang together with a call. */
  private int group(int index) {
    int root = index;
    while (groups[root] != root) {
      groups[root] = groups[groups[root]];
      root = groups[root];
    }
    return root;
  }

  /**
   * How many calls must come one after another before this one. Chains may be long: no recursion.
   */
  private int level(int index) {
    List<Integer> path = new ArrayList<>(List.of(index));
    while (!path.isEmpty()) {
      int last = path.getLast();
      Optional<Integer> unknown =
          needed(last).stream().filter(other -> levels[other] < 0).findFirst();
      if (unknown.isPresent()) {
        path.add(unknown.get());
      } else {
        levels[last] = 1 + needed(last).stream().mapToInt(other -> levels[other]).max().orElse(-1);
        path.removeLast();
      }
    }
    return levels[index];
  }
}

package io.schedulerrunner.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fills batches with groups of calls that stay together. Not thread-safe. */
final class Packer {

  private final int size;
  private final List<List<Integer>> full = new ArrayList<>();
  private List<Integer> current = new ArrayList<>();

  /** With the most calls of a batch. */
  Packer(int size) {
    this.size = size;
  }

  /** One more group, no larger than a batch. */
  void add(List<Integer> group) {
    if (current.size() + group.size() > size) {
      full.add(current);
      current = new ArrayList<>();
    }
    current.addAll(group);
  }

  /** The batches, each in the order of the plan. */
  Stream<Batches.Share> packed(int stage) {
    return Stream.concat(full.stream(), Stream.of(current))
        .map(calls -> new Batches.Share(stage, calls.stream().sorted().toList()));
  }
}

package io.schedulerrunner.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Numbers that only grow, by the values of their labels. Thread-safe. */
final class Counts {

  private final Map<List<String>, LongAdder> numbers = new ConcurrentHashMap<>();

  void add(long more, String... labels) {
    numbers.computeIfAbsent(List.of(labels), none -> new LongAdder()).add(more);
  }

  /** All of them, in the order of their labels. */
  Map<List<String>, Long> all() {
    Map<List<String>, Long> all = new TreeMap<>(LabelOrder.INSTANCE);
    numbers.forEach((labels, number) -> all.put(labels, number.sum()));
    return all;
  }
}

package io.schedulerrunner.config;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Reads endpoints one by one. Those of a large request are read on all processors: nothing is
 * called before the last of them has been.
 */
record EndpointsReader(Optional<Fields> defaults, EndpointReader.Surroundings around) {

  /** From so many on. */
  private static final int MANY = 1000;

  /**
   * Reads them all.
   *
   * @param reading where it is noted what is wrong with them
   * @param each takes what was read of each, in their order, and after what is wrong with it
   */
  void read(List<Value> items, Reading reading, BiConsumer<Value, EndpointReader.Read> each) {
    // Defaults and variables note what is read of them, so that threads cannot share them.
    if (items.size() >= MANY && defaults.isEmpty() && reading.isDivisible()) {
      readTogether(items, reading, each);
    } else {
      for (int i = 0; i < items.size(); i++) {
        each.accept(items.get(i), read(items, i, reading));
      }
    }
  }

  private void readTogether(
      List<Value> items, Reading reading, BiConsumer<Value, EndpointReader.Read> each) {
    List<Part> parts =
        IntStream.range(0, items.size())
            .parallel()
            .mapToObj(i -> part(items, i, reading.part()))
            .toList();
    for (int i = 0; i < items.size(); i++) {
      reading.add(parts.get(i).reading());
      each.accept(items.get(i), parts.get(i).read());
    }
  }

  /** An endpoint that was read by itself. */
  private record Part(Reading reading, EndpointReader.Read read) {}

  private Part part(List<Value> items, int index, Reading own) {
    return new Part(own, read(items, index, own));
  }

  private EndpointReader.Read read(List<Value> items, int index, Reading reading) {
    return EndpointReader.read(items.get(index).in(reading), index + 1, defaults, around);
  }
}

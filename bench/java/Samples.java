import java.util.ArrayList;
import java.util.List;

/** Measured values of one thing. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  /** What is measured. */
  @FunctionalInterface
  interface Measure {
    double take() throws Exception;
  }

  Samples add(double value) {
    values.add(value);
    return this;
  }

  int count() {
    return values.size();
  }

  double median() {
    return quantile(0.5);
  }

  /** The value that this share of all stays below. */
  double quantile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    if (share == 0.5 && size % 2 == 0) {
      return (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
    }
    return sorted.get(Math.min(size - 1, (int) (share * size)));
  }

  /** Takes measurements in turns, so that what else the machine does falls on all alike. */
  static List<Samples> inTurns(int rounds, Measure... measures) throws Exception {
    List<Samples> all = new ArrayList<>();
    for (Measure _ : measures) {
      all.add(new Samples());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < measures.length; i++) {
        all.get(i).add(measures[i].take());
      }
    }
    return all;
  }
}

/**
 * How often things are measured.
 *
 * @param cold starts of each kind
 * @param memory processes of each kind
 * @param warm runs of each kind in one warm process
 * @param warmUp runs of 20,000 calls before that
 * @param calls in a large run
 * @param most calls in the largest run
 * @param wrkSeconds of one measurement with wrk
 */
record Rounds(int cold, int memory, int warm, int warmUp, int calls, int most, int wrkSeconds) {
  static final Rounds FULL = new Rounds(21, 11, 11, 16, 20_000, 100_000, 2);
  static final Rounds COMPARISON = new Rounds(7, 3, 3, 10, 20_000, 20_000, 1);
  static final Rounds SHORT = new Rounds(3, 1, 1, 1, 2_000, 10_000, 1);

  static Rounds named(String name) {
    return switch (name) {
      case "full" -> FULL;
      case "comparison" -> COMPARISON;
      default -> SHORT;
    };
  }
}

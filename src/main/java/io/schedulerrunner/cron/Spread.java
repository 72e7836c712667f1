package io.schedulerrunner.cron;

/** A number that looks random and is always the same for the same name. */
final class Spread {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long MIX = 0xff51afd7ed558ccdL;

  private Spread() {}

  /**
   * From 0 to {@code bound - 1}. FNV-1a over the characters (Fowler, Noll, Vo), mixed once more
   * because names often differ only at their end. Changing it would move everybody's schedules.
   */
  static int of(String name, int bound) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> 33) * MIX;
    return (int) Long.remainderUnsigned(hash ^ hash >>> 33, bound);
  }
}

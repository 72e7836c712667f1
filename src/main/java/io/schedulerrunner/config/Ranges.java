package io.schedulerrunner.config;

import java.util.BitSet;

/** Which characters of a text are to be hidden. Not thread-safe. */
final class Ranges {

  private final BitSet hidden;

  Ranges(int length) {
    this.hidden = new BitSet(length);
  }

  void add(int start, int end) {
    hidden.set(start, end);
  }

  boolean isEmpty() {
    return hidden.isEmpty();
  }

  /** The text up to {@code end}, each run of hidden characters replaced by three asterisks. */
  String hide(String text, int end) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < end) {
      int start = hidden.nextSetBit(at);
      int stop = start < 0 ? end : Math.min(start, end);
      shown.append(text, at, stop);
      if (stop < end) {
        shown.append(Text.HIDDEN);
      }
      at = stop < end ? hidden.nextClearBit(stop) : end;
    }
    return shown.toString();
  }
}

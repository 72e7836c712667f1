package io.schedulerrunner.notify;

import io.schedulerrunner.config.OneLine;

/** Foreign text made fit for one line of limited length. */
final class Cut {

  private Cut() {}

  /** The text on one line, with a mark where it was cut off. */
  static String of(String text, int longest) {
    int end = Math.min(text.length(), longest);
    String head = OneLine.of(text.substring(0, end));
    return end < text.length() ? head + "…" : head;
  }
}

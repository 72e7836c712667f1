package io.schedulerrunner.telemetry;

import java.util.function.UnaryOperator;

/** What may be seen of a logged value: no secret, and no more than is useful. Thread-safe. */
record Redaction(UnaryOperator<String> secrets) {

  /** Cloud Logging refuses an entry of more than 256 KB. */
  static final int MOST_CHARACTERS = 16_384;

  /** The value as text. The secrets go first, so that a cut never leaves a part of one. */
  String shown(Object value) {
    String text = secrets.apply(String.valueOf(value));
    int more = text.length() - MOST_CHARACTERS;
    return more > 0
        ? text.substring(0, MOST_CHARACTERS) + "… (" + more + " more characters)"
        : text;
  }
}

package io.schedulerrunner.config;

import java.util.Optional;

/** What values of headers may hold (RFC 9110, 5.5), and the HTTP client can send. */
public final class HeaderValues {

  private HeaderValues() {}

  /** What is wrong with a value, as the predicate of a sentence; nothing where it can be sent. */
  public static Optional<String> problem(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127) {
        return Optional.of("holds a line break or another control character");
      }
      if (c > 255) {
        return Optional.of("holds a character that headers cannot carry");
      }
    }
    return Optional.empty();
  }
}

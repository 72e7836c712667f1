package io.schedulerrunner.execute;

/** Where a regular expression ends, as JSONata's library has it: what comes after may be called. */
final class RegexEnd {

  private static final char ESCAPE = '\\';

  private final String source;

  private RegexEnd(String source) {
    this.source = source;
  }

  /** The slash that ends the expression whose first slash is there; negative where none does. */
  static int of(String source, int start) {
    return new RegexEnd(source).after(start);
  }

  private int after(int start) {
    int depth = 0;
    for (int at = start + 1; at < source.length(); at++) {
      if (depth == 0 && isSlash(at)) {
        return at;
      }
      depth += nesting(at);
    }
    return -1;
  }

  private boolean isSlash(int at) {
    int backslashes = 0;
    while (source.charAt(at - backslashes - 1) == ESCAPE) {
      backslashes++;
    }
    return source.charAt(at) == '/' && backslashes % 2 == 0;
  }

  /** A slash within brackets ends nothing. */
  private int nesting(int at) {
    if (source.charAt(at - 1) == ESCAPE) {
      return 0;
    }
    return switch (source.charAt(at)) {
      case '(', '[', '{' -> 1;
      case ')', ']', '}' -> -1;
      default -> 0;
    };
  }
}

package io.schedulerrunner.config;

/**
 * Foreign text made fit for one line of a terminal or a log: what an endpoint answers must neither
 * forge a second line nor steer the terminal.
 */
public final class OneLine {

  private OneLine() {}

  /**
   * The same text with control characters, line separators and invisible format characters (such as
   * those that turn the direction of writing) written as escapes.
   */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(line, character));
    return line.toString();
  }

  private static void append(StringBuilder line, int character) {
    switch (character) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isInvisible(character)) {
          line.append("\\u").append(hex(character));
        } else {
          line.appendCodePoint(character);
        }
      }
    }
  }

  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String hex(int character) {
    String digits = Integer.toHexString(character);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}

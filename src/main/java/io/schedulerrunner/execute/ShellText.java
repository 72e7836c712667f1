package io.schedulerrunner.execute;

import java.util.regex.Pattern;

/** Text written so that a POSIX shell reads it as it is, without any other program's help. */
final class ShellText {

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellText() {}

  /** One word, between quotes where it needs them. */
  static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Whether it holds what neither a line nor a terminal takes as it is, a line end for one. */
  static boolean hasControls(String text) {
    return text.chars().anyMatch(ShellText::isControl);
  }

  /** A command that writes the text, of which no control character stands in the command itself. */
  static String printing(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> escaped.append(isControl(unit) ? "\\0%03o".formatted((int) unit) : unit);
      }
    }
    return "printf %b " + word(escaped.toString());
  }

  private static boolean isControl(int unit) {
    return unit < ' ' || unit == 0x7F;
  }
}

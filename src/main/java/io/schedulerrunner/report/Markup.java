package io.schedulerrunner.report;

/** Text made fit for XML and HTML. */
final class Markup {

  private Markup() {}

  /** The same text in an element or in an attribute; what XML 1.0 cannot hold becomes U+FFFD. */
  static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(character -> append(escaped, character));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character) {
    switch (character) {
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '&' -> escaped.append("&amp;");
      case '"' -> escaped.append("&quot;");
      case '\n' -> escaped.append("&#10;");
      case '\t' -> escaped.append("&#9;");
      case '\r' -> escaped.append("&#13;");
      default -> escaped.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
    }
  }

  /** Section 2.2 of XML 1.0. */
  private static boolean isAllowed(int character) {
    return character >= ' '
        && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
        && (character & 0xFFFE) != 0xFFFE;
  }
}

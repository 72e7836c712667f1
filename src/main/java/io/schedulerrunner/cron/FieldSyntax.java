package io.schedulerrunner.cron;

/** Says why something cannot stand in a field. */
final class FieldSyntax {

  private FieldSyntax() {}

  /** What is wrong with the text from a position on. */
  static String explain(CronField field, String text, int at) {
    if (at == text.length() || Character.isWhitespace(text.charAt(at))) {
      return "something is missing here.";
    }
    String word = word(text, at);
    return switch (word) {
      case "?" -> "? belongs to Quartz; write * for any day.";
      case "L", "LW" -> "unix cron has no L (last day); name the days, such as 28-31.";
      case "W" -> "unix cron has no W (nearest weekday).";
      case "#" -> "unix cron has no # (which weekday of the month).";
      default -> "\"%s\" is not expected here.%s".formatted(word, allowed(field));
    };
  }

  /** The letters that begin here, else one character. */
  private static String word(String text, int at) {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(at, Math.max(end, at + 1));
  }

  private static String allowed(CronField field) {
    return field.names().isEmpty()
        ? " Numbers, commas, - / * and H may stand here."
        : " The names are " + String.join(", ", field.names()) + ".";
  }
}

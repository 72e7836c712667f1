package io.schedulerrunner.report;

import java.util.ArrayList;
import java.util.List;

/** Text measured in the columns of a terminal, where an East Asian character takes two. */
final class Cells {

  private Cells() {}

  static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  /** As many characters from the start as fit, of a text that does not fit as a whole. */
  static String head(String text, int columns) {
    int end = 0;
    int used = width(text.codePointAt(0));
    while (used <= columns) {
      end += Character.charCount(text.codePointAt(end));
      used += width(text.codePointAt(end));
    }
    return text.substring(0, end);
  }

  /** The text in lines of that many columns, broken between words where that is possible. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (width(rest) > columns) {
      String head = head(rest, columns);
      int space = head.lastIndexOf(' ');
      int end = space > 0 ? space : head.length();
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** Combining marks take none; ideographs, kana, hangul and pictographs take two. */
  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  private static boolean isWide(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> Character.isEmojiPresentation(character);
    };
  }
}

package io.schedulerrunner.report;

import java.util.List;

/**
 * What the place can show where text is read. Immutable.
 *
 * @param columns how wide it is; {@link #ENDLESS} where lines are not bound, as in a file
 * @param colour whether ANSI colours are understood and wanted
 * @param unicode whether more than ASCII arrives unharmed
 */
public record Style(int columns, boolean colour, boolean unicode) {

  /** A width that nothing reaches. */
  public static final int ENDLESS = Integer.MAX_VALUE;

  /** Plain text for a file or a pipe. */
  public static final Style PLAIN = new Style(ENDLESS, false, false);

  /** Less than this is taken for this: there is no room for a table. */
  private static final int NARROWEST = 10;

  public Style {
    columns = Math.max(NARROWEST, columns);
  }

  /** What went well. */
  public String good(String text) {
    return ansi("32", text);
  }

  /** What went wrong. */
  public String bad(String text) {
    return ansi("31", text);
  }

  /** What asks for a look. */
  public String odd(String text) {
    return ansi("33", text);
  }

  /** What matters less. */
  public String faint(String text) {
    return ansi("2", text);
  }

  /** One of two spellings, as the place can show them. */
  public String either(String fancy, String ascii) {
    return unicode ? fancy : ascii;
  }

  /** The text in that many columns: cut with a mark where it is longer, filled where shorter. */
  public String cell(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - Cells.width(cut));
  }

  /** The text in at most that many columns, with a mark where something was cut off. */
  public String cut(String text, int width) {
    String mark = either("…", "~");
    return Cells.width(text) <= width ? text : Cells.head(text, width - 1) + mark;
  }

  /** The text in lines that fit, broken between words. */
  public List<String> wrap(String text) {
    return Cells.wrap(text, columns);
  }

  private String ansi(String code, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

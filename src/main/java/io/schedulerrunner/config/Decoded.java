package io.schedulerrunner.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as its reader would understand it, with the place of every character in the original.
 * Looking through decoded texts finds a secret in whatever mixture of escapes it was written.
 */
final class Decoded {

  /** Most characters that stand for one: {@code %F0%9F%98%80}. */
  static final int LONGEST = 12;

  /** JSON may stand in a string of JSON, but nobody goes further. */
  private static final int MOST_LAYERS = 2;

  private static final String[] ENTITIES = {
    "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'"
  };

  private final String text;
  private final int[] starts;

  private Decoded(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  /** Takes an escape that begins at a place; answers how many characters it has, 0 if none. */
  @FunctionalInterface
  private interface Escape {
    int take(String text, int at, StringBuilder out);
  }

  /** The text as it stands, and every way in which it can be decoded. */
  static List<Decoded> viewsOf(String text) {
    List<Decoded> views = new ArrayList<>();
    add(views, new Decoded(text, new int[0]), 0);
    return views;
  }

  String text() {
    return text;
  }

  /** Where a character begins in the original; for the length, where the original ends. */
  int start(int index) {
    return starts.length == 0 ? index : starts[index];
  }

  private static void add(List<Decoded> views, Decoded view, int layers) {
    views.add(view);
    if (view.text.indexOf('%') >= 0) {
      views.add(view.decode(Decoded::percent));
    }
    if (view.text.indexOf('+') >= 0) {
      views.add(view.decode(Decoded::form));
    }
    if (view.text.indexOf('&') >= 0) {
      views.add(view.decode(Decoded::html));
    }
    if (view.text.indexOf('\\') >= 0 && layers < MOST_LAYERS) {
      add(views, view.decode(Decoded::json), layers + 1);
    }
  }

  private Decoded decode(Escape escape) {
    StringBuilder out = new StringBuilder(text.length());
    int[] places = new int[text.length() + 1];
    int at = 0;
    while (at < text.length()) {
      int from = out.length();
      int length = escape.take(text, at, out);
      if (length == 0) {
        out.append(text.charAt(at));
        length = 1;
      }
      for (int i = from; i < out.length(); i++) {
        places[i] = start(at);
      }
      at += length;
    }
    places[out.length()] = start(at);
    return new Decoded(out.toString(), places);
  }

  /** RFC 3986: bytes of UTF-8 in either case. */
  private static int percent(String text, int at, StringBuilder out) {
    int lead = percentByte(text, at);
    if (lead < 0x80) {
      if (lead >= 0) {
        out.append((char) lead);
      }
      return lead < 0 ? 0 : 3;
    }
    byte[] bytes = new byte[lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2];
    for (int i = 0; i < bytes.length; i++) {
      int next = percentByte(text, at + 3 * i);
      if (next < 0) {
        return 0;
      }
      bytes[i] = (byte) next;
    }
    out.append(new String(bytes, StandardCharsets.UTF_8));
    return 3 * bytes.length;
  }

  private static int percentByte(String text, int at) {
    return at < text.length() && text.charAt(at) == '%' ? hex(text, at + 1, 2) : -1;
  }

  /** As percent, with a plus for a blank. */
  private static int form(String text, int at, StringBuilder out) {
    if (text.charAt(at) != '+') {
      return percent(text, at, out);
    }
    out.append(' ');
    return 1;
  }

  /** RFC 8259, section 7. */
  private static int json(String text, int at, StringBuilder out) {
    if (text.charAt(at) != '\\' || at + 1 == text.length()) {
      return 0;
    }
    int known = "\"\\/bfnrt".indexOf(text.charAt(at + 1));
    int code = known >= 0 ? "\"\\/\b\f\n\r\t".charAt(known) : -1;
    if (text.charAt(at + 1) == 'u') {
      code = hex(text, at + 2, 4);
    }
    if (code < 0) {
      return 0;
    }
    out.append((char) code);
    return known >= 0 ? 2 : 6;
  }

  /** The entities that escape text in HTML and XML, by name or by number. */
  private static int html(String text, int at, StringBuilder out) {
    int end = text.charAt(at) == '&' ? text.indexOf(';', at) : -1;
    if (end < 0 || end - at >= LONGEST) {
      return 0;
    }
    String name = text.substring(at + 1, end);
    for (int i = 0; i < ENTITIES.length; i += 2) {
      if (name.equals(ENTITIES[i])) {
        out.append(ENTITIES[i + 1]);
        return end + 1 - at;
      }
    }
    int code = name.startsWith("#") ? number(name.substring(1)) : -1;
    if (!Character.isValidCodePoint(code)) {
      return 0;
    }
    out.appendCodePoint(code);
    return end + 1 - at;
  }

  private static int number(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    try {
      return hex ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static int hex(String text, int at, int digits) {
    if (at + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}

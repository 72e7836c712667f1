package io.schedulerrunner.cron;

/** Reads one field: items separated by commas, each a value, a range, a star or {@code H}. */
final class FieldParser {

  private static final int TOO_LARGE = 10_000;

  private final String text;
  private final int start;
  private final CronField field;
  private final String name;
  private int at;
  private long bits;

  FieldParser(String text, int start, CronField field, String name) {
    this.text = text;
    this.start = start;
    this.field = field;
    this.name = name;
    this.at = start;
  }

  void parse() {
    do {
      item();
    } while (accept(','));
    if (!isAtEnd()) {
      throw unexpected();
    }
  }

  long bits() {
    return bits;
  }

  /** Whether it begins with a star, which decides how the two day fields go together. */
  boolean hasStar() {
    return text.charAt(start) == '*';
  }

  /** Whether it means every so many minutes, not named ones. */
  boolean isRepeating() {
    return hasStar() || bits == field.all() || (raw().startsWith("H") && raw().contains("/"));
  }

  /** The field in plain numbers; with its star, where that decides how days go together. */
  String canonical() {
    boolean day = field == CronField.DAY_OF_MONTH || field == CronField.DAY_OF_WEEK;
    String list = CronText.list(bits);
    if (bits == field.all() && (hasStar() || !day)) {
      return "*";
    }
    int comma = raw().indexOf(',');
    if (!hasStar()) {
      return list;
    }
    return comma < 0 ? raw() : raw().substring(0, comma + 1) + list;
  }

  private String raw() {
    return text.substring(start, at);
  }

  private void item() {
    if (accept('*')) {
      add(field.first, field.last, step());
    } else if (accept('H')) {
      spread();
    } else {
      int first = value();
      int last = first;
      if (accept('-')) {
        last = value();
      } else if (peek() == '/') {
        last = field.last;
      }
      add(first, last, step());
    }
  }

  /** {@code H}, {@code H(0-29)}, {@code H/15}, {@code H(0-29)/10}: the same for the same name. */
  private void spread() {
    int first = field.first;
    int last = field == CronField.DAY_OF_MONTH ? 28 : field.last;
    if (accept('(')) {
      first = value();
      expect('-');
      int highest = at;
      last = value();
      if (last < first) {
        throw fail(highest, "the range of H must not go around the end.");
      }
      expect(')');
    }
    boolean repeated = peek() == '/';
    int width = last - first + 1;
    int step = step();
    int bound = repeated ? Math.min(step, width) : width;
    int begin = first + Spread.of(field.title + ":" + name, bound);
    add(begin, repeated ? last : begin, step);
  }

  /** Adds every so manieth value of a range, which may go around the end. */
  private void add(int first, int last, int step) {
    int width = last < first ? last + field.size() - first : last - first;
    for (int value = first; value <= first + width; value += step) {
      bits |= 1L << (value > field.last ? value - field.size() : value);
    }
  }

  private int step() {
    if (!accept('/')) {
      return 1;
    }
    int begin = at;
    int step = number();
    if (step == 0) {
      throw fail(begin, "a step must be at least 1.");
    }
    return step;
  }

  private int value() {
    int begin = at;
    while (Character.isLetter(peek())) {
      at++;
    }
    if (at > begin) {
      int value = field.named(text.substring(begin, at));
      if (value < 0) {
        at = begin;
        throw unexpected();
      }
      return value;
    }
    int value = number();
    if (value < field.first || value > field.largest()) {
      throw fail(
          begin,
          "%s is from %d to %d, not %s."
              .formatted(field.title, field.first, field.largest(), text.substring(begin, at)));
    }
    return value;
  }

  private int number() {
    int begin = at;
    int value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = Math.min(value * 10 + peek() - '0', TOO_LARGE);
      at++;
    }
    if (at == begin) {
      throw unexpected();
    }
    return value;
  }

  private boolean accept(char wanted) {
    boolean found = peek() == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw fail(at, "H takes a range such as H(0-29).");
    }
  }

  private boolean isAtEnd() {
    return Character.isWhitespace(peek());
  }

  /** The next character, a space at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private CronException unexpected() {
    return fail(at, FieldSyntax.explain(field, text, at));
  }

  private CronException fail(int position, String sentence) {
    return new CronException(text, position, field.title + ": " + sentence, field.example);
  }
}

package io.schedulerrunner.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a {@code .env} file: {@code NAME=value} lines, with {@code export}, comments, and quoted
 * values that may go over several lines. Nothing is ever interpolated. Not thread-safe.
 */
final class EnvFile {

  private static final String EXAMPLE = "NAME='value'";

  private final String text;
  private final Reading reading;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private int at;

  private EnvFile(String text, Reading reading) {
    this.text = text;
    this.reading = reading;
  }

  /** The variables of a file; what is wrong with it is noted, without any value. */
  static Map<String, String> parse(String text, Reading reading) {
    String unix = text.replace("\r\n", "\n");
    EnvFile file = new EnvFile(unix.startsWith("\uFEFF") ? unix.substring(1) : unix, reading);
    while (file.at < file.text.length()) {
      file.line();
    }
    return file.variables;
  }

  private void line() {
    int start = at;
    String line = restOfLine();
    String entry = line.strip();
    if (entry.isEmpty() || entry.startsWith("#")) {
      at = start + line.length() + 1;
      return;
    }
    int equals = line.indexOf('=');
    String name = equals < 0 ? "" : withoutExport(line.substring(0, equals).strip());
    if (!isName(name)) {
      problem(start, "is not NAME=value; put a value of several lines between single quotes.");
      at = start + line.length() + 1;
      return;
    }
    at = start + equals + 1;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    variables.put(name, value(start));
  }

  private String value(int start) {
    char quote = at < text.length() ? text.charAt(at) : '\n';
    if (quote != '\'' && quote != '"') {
      String line = restOfLine();
      at += line.length() + 1;
      return withoutComment(line);
    }
    at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      value.append(quote == '"' ? escaped() : text.charAt(at));
      at++;
    }
    if (at >= text.length()) {
      problem(start, "opens a quote that is never closed.");
      return "";
    }
    at++;
    String rest = restOfLine();
    at += rest.length() + 1;
    if (!rest.isBlank() && !rest.strip().startsWith("#")) {
      problem(start, "has something after the closing quote.");
    }
    return value.toString();
  }

  /** The character at this place, which is two where an escape stands. */
  private char escaped() {
    char c = text.charAt(at);
    if (c != '\\' || at + 1 >= text.length()) {
      return c;
    }
    char next = text.charAt(at + 1);
    int known = "nrt\"\\$".indexOf(next);
    if (known < 0) {
      return c;
    }
    at++;
    return "\n\r\t\"\\$".charAt(known);
  }

  private String restOfLine() {
    int end = text.indexOf('\n', at);
    return text.substring(Math.min(at, text.length()), end < 0 ? text.length() : end);
  }

  private static String withoutComment(String line) {
    for (int i = 1; i < line.length(); i++) {
      if (line.charAt(i) == '#' && Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i).strip();
      }
    }
    return line.startsWith("#") ? "" : line.strip();
  }

  private static String withoutExport(String name) {
    return name.startsWith("export ") ? name.substring("export ".length()).strip() : name;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  private void problem(int start, String message) {
    long line = text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    reading.problem(".env line " + line, message, EXAMPLE);
  }
}

package io.schedulerrunner.cron.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits one simple command as a POSIX shell would (Shell Command Language, 2.2 and 2.7). Variables
 * stay, marked as in {@link Literal}; everything that needs a shell is refused.
 */
final class ShellWords {

  private final String command;
  private final List<String> words = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean started;
  private int at;

  /**
   * Splits a command.
   *
   * @throws ImportException where it is more than a simple command
   */
  ShellWords(String command) {
    this.command = command;
    while (at < command.length() && !(peek() == '#' && !started)) {
      next();
    }
    end();
  }

  /** The words, quotes taken away. */
  List<String> words() {
    return words;
  }

  /** Files, other than {@code /dev/null}, that the output went to. */
  List<String> files() {
    return files;
  }

  private void next() {
    char c = take();
    switch (c) {
      case ' ', '\t' -> end();
      case '\'' -> single();
      case '"' -> quoted();
      case '\\' -> append(at < command.length() ? take() : c);
      case '$' -> dollar();
      case '>' -> redirection();
      case '&' -> {
        if (peek() != '>') {
          throw shell(c);
        }
        end();
      }
      case '|', ';', '<', '(', ')', '`' -> throw shell(c);
      default -> append(c);
    }
  }

  private static ImportException shell(char c) {
    return new ImportException("needs a shell: " + c);
  }

  private void single() {
    int close = command.indexOf('\'', at);
    if (close < 0) {
      throw unclosed();
    }
    started = true;
    word.append(command, at, close);
    at = close + 1;
  }

  private void quoted() {
    started = true;
    while (peek() != '"') {
      if (at >= command.length()) {
        throw unclosed();
      }
      char c = take();
      switch (c) {
        case '\\' -> append("\"\\$`".indexOf(peek()) >= 0 ? take() : c);
        case '$' -> dollar();
        case '`' -> throw shell(c);
        default -> append(c);
      }
    }
    at++;
  }

  private static ImportException unclosed() {
    return new ImportException("a quote is not closed.");
  }

  private void dollar() {
    boolean braces = peek() == '{';
    int start = braces ? at + 1 : at;
    int end = start;
    while (end < command.length() && isName(command.charAt(end))) {
      end++;
    }
    if (peek() == '(' || (braces && (end == start || !command.startsWith("}", end)))) {
      throw shell('$');
    }
    if (end == start) {
      append('$');
      return;
    }
    started = true;
    word.append(Literal.OPEN).append(command, start, end).append(Literal.CLOSE);
    at = braces ? end + 1 : end;
  }

  private static boolean isName(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** Drops an output redirection, and remembers its file. */
  private void redirection() {
    if (word.toString().matches("\\d")) {
      word.setLength(0);
      started = false;
    }
    end();
    boolean duplicate = peek() == '&';
    if (duplicate || peek() == '>') {
      at++;
    }
    int target = words.size();
    while (peek() == ' ') {
      at++;
    }
    while (at < command.length() && peek() != ' ' && peek() != '>') {
      next();
    }
    end();
    if (words.size() == target) {
      throw new ImportException("a redirection lacks its file.");
    }
    Optional.of(words.remove(target))
        .filter(file -> !duplicate && !"/dev/null".equals(file))
        .ifPresent(files::add);
  }

  private void append(char c) {
    started = true;
    word.append(c);
  }

  private void end() {
    if (started) {
      words.add(word.toString());
      word.setLength(0);
      started = false;
    }
  }

  private char take() {
    return command.charAt(at++);
  }

  /** The next character; a zero at the end. */
  private char peek() {
    return at < command.length() ? command.charAt(at) : '\0';
  }
}

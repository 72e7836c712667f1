package io.schedulerrunner.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a JSONata expression apart, just far enough to tell strings, names and brackets from one
 * another: for the end of a template, for the place of a value in it, and for the endpoints it
 * names. What is wrong with an expression is for {@link Evaluator} to say. Not thread-safe.
 */
final class Lexer {

  private static final String SPACES = " \t\n\r";
  private static final String FLAGS = "im";
  private static final String SYMBOLS = ".[]{}(),@#;:?+-*/%|=<>^&!~";

  private final String source;
  private int position;
  private Optional<Token> previous = Optional.empty();

  /** What a piece of an expression is. */
  enum Kind {
    NAME,
    VARIABLE,
    STRING,
    QUOTED_NAME,
    REGEX,
    COMMENT,
    SYMBOL
  }

  /**
   * A piece of an expression.
   *
   * @param text without quotes; of a symbol, its characters
   * @param start where it begins in the source
   * @param closed false where the source ends inside it
   */
  record Token(Kind kind, String text, int start, boolean closed) {

    /** Whether it is this symbol. */
    boolean is(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it can name a field. */
    boolean isField() {
      return kind == Kind.NAME || kind == Kind.QUOTED_NAME || kind == Kind.STRING;
    }

    /** Whether a value ends here, so that a slash after it divides and a bracket selects. */
    boolean endsValue() {
      return switch (kind) {
        case NAME -> !text.equals("and") && !text.equals("or") && !text.equals("in");
        case VARIABLE, STRING, QUOTED_NAME, REGEX -> true;
        case COMMENT, SYMBOL -> text.equals(")") || text.equals("]") || text.equals("}");
      };
    }
  }

  Lexer(String source) {
    this.source = source;
  }

  /** All pieces, comments left out. */
  static List<Token> tokens(String source) {
    List<Token> tokens = new ArrayList<>();
    Lexer lexer = new Lexer(source);
    for (var token = lexer.next(); token.isPresent(); token = lexer.next()) {
      tokens.add(token.orElseThrow());
    }
    return tokens;
  }

  /** The next piece, comments left out; nothing at the end. */
  Optional<Token> next() {
    Optional<Token> token = piece();
    while (token.filter(it -> it.kind() == Kind.COMMENT && it.closed()).isPresent()) {
      token = piece();
    }
    previous = token;
    return token;
  }

  private Optional<Token> piece() {
    while (position < source.length() && SPACES.indexOf(source.charAt(position)) >= 0) {
      position++;
    }
    if (position == source.length()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (source.charAt(position)) {
          case '"', '\'' -> quoted(Kind.STRING, source.substring(position, position + 1));
          case '`' -> quoted(Kind.QUOTED_NAME, "`");
          case '/' -> slash();
          default -> SYMBOLS.indexOf(source.charAt(position)) >= 0 ? symbol() : name();
        });
  }

  private Token slash() {
    if (source.startsWith("/*", position)) {
      int end = source.indexOf("*/", position + 2);
      return token(Kind.COMMENT, position + 2, end, 2);
    }
    return previous.filter(Token::endsValue).isPresent() ? symbol() : regex();
  }

  /** Its flags are a part of it. */
  private Token regex() {
    Token token = token(Kind.REGEX, position + 1, RegexEnd.of(source, position), 1);
    while (position < source.length() && FLAGS.indexOf(source.charAt(position)) >= 0) {
      position++;
    }
    return token;
  }

  private Token quoted(Kind kind, String quote) {
    int end = position + 1;
    while (end < source.length() && !source.startsWith(quote, end)) {
      end += source.charAt(end) == '\\' && kind != Kind.QUOTED_NAME ? 2 : 1;
    }
    return token(kind, position + 1, end < source.length() ? end : -1, 1);
  }

  private Token symbol() {
    boolean twice = source.startsWith("**", position) || source.startsWith("..", position);
    return token(Kind.SYMBOL, position, position + (twice ? 2 : 1), 0);
  }

  private Token name() {
    int end = position;
    while (end < source.length() && (SPACES + SYMBOLS).indexOf(source.charAt(end)) < 0) {
      end++;
    }
    return source.charAt(position) == '$'
        ? token(Kind.VARIABLE, position, end, 0)
        : token(Kind.NAME, position, end, 0);
  }

  /** A token whose text ends there, or with the source where the end is negative. */
  private Token token(Kind kind, int textStart, int textEnd, int closing) {
    int start = position;
    boolean closed = textEnd >= 0;
    int end = closed ? textEnd : source.length();
    position = Math.min(end + closing, source.length());
    return new Token(kind, source.substring(Math.min(textStart, end), end), start, closed);
  }
}

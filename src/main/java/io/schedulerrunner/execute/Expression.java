package io.schedulerrunner.execute;

import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.Lexer.Kind;
import io.schedulerrunner.execute.Lexer.Token;
import java.util.Optional;

/**
 * A JSONata expression in two versions, as {@link Text} is. What <code>${NAME}</code> was replaced
 * by is always a string in it, and can neither end that string nor begin anything else: inside
 * quotes its characters are escaped, elsewhere it gets quotes of its own.
 *
 * @param source what is evaluated
 * @param shown what may be seen
 * @param secret whether a secret went into it, so that its value is one, too
 */
record Expression(String source, String shown, boolean secret) {

  /** A whole text read as an expression; the braces of a template around it are optional. */
  static Expression of(Text text) {
    Builder builder = new Builder();
    text.parts().forEach(builder::add);
    return builder.build().withoutBraces();
  }

  private Expression withoutBraces() {
    String bare = source.strip();
    boolean braced = bare.startsWith("{{") && bare.endsWith("}}");
    return braced
        ? new Expression(
            bare.substring(2, bare.length() - 2),
            shown.strip().substring(2, shown.strip().length() - 2),
            secret)
        : this;
  }

  @Override
  public String toString() {
    return shown;
  }

  /** Puts an expression together from its parts. */
  static final class Builder {

    private final StringBuilder source = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();
    private boolean secret;

    /** Adds what follows. */
    void add(Text.Part part) {
      shown.append(part.shown());
      switch (part) {
        case Text.Literal literal -> source.append(literal.value());
        case Text.Substituted value -> {
          source.append(escaped(value));
          secret |= value.secret();
        }
      }
    }

    int length() {
      return source.length();
    }

    /** Where <code>}}</code> ends the template, if it does. */
    Optional<Integer> end() {
      Lexer lexer = new Lexer(source.toString());
      int depth = 0;
      for (var next = lexer.next(); next.isPresent(); next = lexer.next()) {
        Token token = next.orElseThrow();
        if (token.is("{")) {
          depth++;
        } else if (token.is("}") && depth > 0) {
          depth--;
        } else if (token.is("}") && source.indexOf("}}", token.start()) == token.start()) {
          return Optional.of(token.start());
        }
      }
      return Optional.empty();
    }

    /** What has been added, but for so many characters at its end. */
    Expression build(int dropped) {
      return new Expression(
          source.substring(0, source.length() - dropped),
          shown.substring(0, shown.length() - dropped),
          secret);
    }

    Expression build() {
      return build(0);
    }

    private String escaped(Text.Substituted value) {
      StringBuilder escaped = new StringBuilder();
      value.value().chars().forEach(unit -> appendUnit(escaped, unit));
      return switch (place()) {
        case STRING -> escaped.toString();
        case NAME -> "\"" + escaped + "\"";
        default ->
            throw new ExpressionException(
                value + " may stand only as a value of its own or inside a string");
      };
    }

    /** What the source so far ends in: an open string, or {@code NAME} where nothing is open. */
    private Kind place() {
      Lexer lexer = new Lexer(source.toString());
      for (var next = lexer.next(); next.isPresent(); next = lexer.next()) {
        if (!next.orElseThrow().closed()) {
          return next.orElseThrow().kind();
        }
      }
      return Kind.NAME;
    }

    private static void appendUnit(StringBuilder escaped, int unit) {
      String digits = Integer.toHexString(unit);
      escaped.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
    }
  }
}

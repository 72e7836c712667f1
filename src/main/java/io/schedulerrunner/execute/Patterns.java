package io.schedulerrunner.execute;

import io.schedulerrunner.execute.Lexer.Kind;
import io.schedulerrunner.execute.Lexer.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps an expression's regular expressions where {@link Bounds} can watch them: among the
 * arguments of a function. JSONata may also call one like a function, or keep it in a variable and
 * call that, and then nothing could stop a search that never ends. For one evaluation, by one
 * thread.
 */
final class Patterns {

  /** Those that the source has, as it writes them. */
  private final Set<String> written;

  /** Where each one stands: two are the same only where they are one object. */
  private final Map<Pattern, Object> places = new HashMap<>();

  private Patterns(Set<String> written) {
    this.written = written;
  }

  /**
   * The patterns of an expression.
   *
   * @throws ExpressionException where one is no argument
   */
  static Patterns of(String expression) {
    List<Token> tokens = Lexer.tokens(expression);
    Set<String> written = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.REGEX) {
        if (!isArgument(tokens, i)) {
          throw new ExpressionException(
              "has a pattern that is no argument of a function, as in $match(text, /[0-9]+/)");
        }
        written.add(tokens.get(i).text());
      }
    }
    return new Patterns(written);
  }

  private static boolean isArgument(List<Token> tokens, int i) {
    return isOne(tokens, i - 1, "(", ",") && isOne(tokens, i + 1, ",", ")");
  }

  private static boolean isOne(List<Token> tokens, int i, String one, String other) {
    return 0 <= i && i < tokens.size() && (tokens.get(i).is(one) || tokens.get(i).is(other));
  }

  /**
   * Looks at what a part of the expression came to. A pattern is seen first where it is written;
   * whatever else comes to it hands it on.
   *
   * @throws ExpressionException where it is a pattern that is handed on
   */
  void check(Object part, Object value) {
    if (value instanceof Pattern pattern
        && (!places.computeIfAbsent(pattern, first -> part).equals(part)
            || !written.contains(pattern.pattern()))) {
      throw new ExpressionException(
          "a pattern can be used only where it is written, as in $match(text, /[0-9]+/)");
    }
  }
}

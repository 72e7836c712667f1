package io.schedulerrunner.execute;

import io.schedulerrunner.execute.Lexer.Kind;
import io.schedulerrunner.execute.Lexer.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which endpoints an expression refers to, as far as it can be told without evaluating it: {@code
 * results.NAME} where {@code results} is that of the run, not a field of something selected.
 *
 * @param names the endpoints it names
 * @param any whether it may refer to others as well, as {@code $lookup(results, …)} does
 */
record References(Set<String> names, boolean any) {

  References {
    names = Set.copyOf(names);
  }

  /** The references in one expression. */
  static References in(String expression) {
    return new Search(Lexer.tokens(expression)).references();
  }

  /** One walk over the tokens. */
  private static final class Search {

    private static final Token NOTHING = new Token(Kind.SYMBOL, "", 0, true);

    private final List<Token> tokens;
    private final Deque<Bracket> brackets = new ArrayDeque<>();
    private final Set<String> names = new LinkedHashSet<>();
    private boolean any;

    /** Whether names are looked up in something selected, not in the run. */
    private boolean inside;

    /** Where the parameters of the latest function ended: the brace after it is its body. */
    private int parametersEnd = -1;

    /** An open bracket: what was before it, and whether it holds a function's parameters. */
    private record Bracket(boolean inside, boolean parameters) {}

    Search(List<Token> tokens) {
      this.tokens = tokens;
    }

    References references() {
      for (int i = 0; i < tokens.size(); i++) {
        visit(i);
      }
      return new References(names, any);
    }

    private Token at(int index) {
      return 0 <= index && index < tokens.size() ? tokens.get(index) : NOTHING;
    }

    private void visit(int i) {
      Token token = at(i);
      switch (token.kind()) {
        case SYMBOL -> symbol(i);
        case NAME, QUOTED_NAME -> {
          if (token.text().equals("results") && isOfRun(i)) {
            results(i);
          }
        }
        case VARIABLE -> any |= isWhole(token) && !(at(i + 1).is(".") && at(i + 2).isField());
        case STRING, REGEX, COMMENT -> {}
      }
    }

    /** Whether a variable stands for everything that a template sees. */
    private boolean isWhole(Token variable) {
      return variable.text().equals("$$") || (variable.text().equals("$") && !inside);
    }

    private boolean isOfRun(int i) {
      return at(i - 1).is(".") ? at(i - 2).kind() == Kind.VARIABLE && isWhole(at(i - 2)) : !inside;
    }

    private void results(int i) {
      if (at(i + 1).is(".") && at(i + 2).isField()) {
        names.add(at(i + 2).text());
      } else {
        any = true;
      }
    }

    private void symbol(int i) {
      switch (at(i).text()) {
        case "(", "[", "{" -> open(i);
        case ")", "]", "}" -> close(i);
        case "%" -> any |= !at(i - 1).endsValue();
        case "*", "**" -> any |= !at(i - 1).endsValue() && !at(i - 1).is(".") && !inside;
        case "|" -> any = true;
        default -> {}
      }
    }

    private void open(int i) {
      Token before = at(i - 1);
      brackets.push(new Bracket(inside, isFunction(before)));
      boolean selects =
          switch (at(i).text()) {
            case "(" -> before.is("^");
            case "[" -> before.endsValue();
            default -> before.endsValue() && parametersEnd != i - 1;
          };
      inside |= selects || before.is(".");
    }

    private static boolean isFunction(Token token) {
      return token.text().equals("function") || token.text().equals("λ");
    }

    private void close(int i) {
      if (!brackets.isEmpty()) {
        Bracket bracket = brackets.pop();
        inside = bracket.inside();
        parametersEnd = bracket.parameters() ? i : parametersEnd;
      }
    }
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.Lexer.Kind;
import io.schedulerrunner.execute.Lexer.Token;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where a regular expression ends: as the library has it, for what comes after it may be called.
 */
final class LexerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "/a/,x a x",
        "/a/i,x a x",
        "/a/imim,x a x",
        "/a/g,x a g",
        "/[/]/,x [/] x",
        "/(/|b[/])/m,x (/|b[/]) x",
        "/a\\/b/,x a\\/b x",
        "/a\\\\/,x a\\\\ x",
        "/\\(/,x \\( x",
        "/\\)/,x \\) x",
      })
  void aPatternEndsAtItsSlash(String source, String pattern, String next) {
    List<Token> tokens = Lexer.tokens(source);

    assertThat(tokens.getFirst().kind()).isEqualTo(Kind.REGEX);
    assertThat(tokens.getFirst().text()).isEqualTo(pattern);
    assertThat(tokens.getFirst().closed()).isTrue();
    assertThat(tokens).extracting(Token::text).contains(next);
    assertThat(Evaluator.problem("$f('', " + source + ")").orElse(""))
        .doesNotContain("no argument of a function")
        .doesNotContain("pattern");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {"/a", "/", "/(a/", "/a)/", "/a\\/", "/a\\/i"})
  void aPatternMayBeOpen(String source) {
    assertThat(Lexer.tokens(source)).hasSize(1);
    assertThat(Lexer.tokens(source).getFirst().closed()).isFalse();
    assertThat(Evaluator.problem(source)).isPresent();
  }
}

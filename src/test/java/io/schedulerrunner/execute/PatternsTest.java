package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.testing.PassingTime;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that nothing could stop is not even begun. */
final class PatternsTest {

  /** Takes longer than anybody lives. */
  private static final Map<String, Object> ENDLESS = Map.of("t", "a".repeat(60));

  private static final Evaluator EVALUATOR = new Evaluator(new PassingTime());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$contains(t, /A+/i)",
        "t ~> $contains(/A/im)",
        "$contains($replace(t, /a/ , 'b'), /b/)",
        "$map([t], function($x) { $contains($x, /[/]|(\\/|a)/) })[0]",
        "$contains(/* a pattern: */ t, /a/ /* here */)",
      })
  void aPatternIsAnArgument(String expression) {
    assertThat(Evaluator.problem(expression)).isEmpty();
    assertThat(EVALUATOR.evaluate(expression, ENDLESS)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(.*a){12}c/(t)",
        "t ~> /(.*a){12}c/",
        "/(.*a){12}c/",
        "function($x) { /(.*a){12}c/($x) }(t)",
        "($p := /(.*a){12}c/; $p(t))",
        "$f(1, /(.*a){12}c( / , b / )?/(t))",
        "$f(t, /(.*a){12}c/i(t))",
      })
  void anywhereElseItIsRefusedBeforeAnythingIsCalled(String expression) {
    assertThat(Evaluator.problem(expression).orElseThrow())
        .isEqualTo("has a pattern that is no argument of a function, as in $match(text, /[0-9]+/)");
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> EVALUATOR.evaluate(expression, ENDLESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function($p) { $p(t) }(/(.*a){12}c/)",
        "function($p) { t ~> $p }(/(.*a){12}c/)",
        "$append(nothing, /(.*a){12}c/)(t)",
        "$map([1], function($p) { $p(t) }(?, /(.*a){12}c/))",
        "($id := function($p) { $p }; $id(/(.*a){12}c/)(t))",
      })
  void whatHandsItOnIsStopped(String expression) {
    assertThat(Evaluator.problem(expression)).isEmpty();
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> EVALUATOR.evaluate(expression, ENDLESS))
        .withMessageStartingWith("fails: ");
  }

  @Test
  void itIsSaidWhereAPatternCanBeUsed() {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> EVALUATOR.evaluate("function($p) { $p(t) }(/a/)", ENDLESS))
        .withMessage(
            "fails: a pattern can be used only where it is written, as in $match(text, /[0-9]+/)");
  }

  @Test
  void aPatternAtTheEndIsNoArgument() {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Patterns.of("$match(t, /a/"));
  }

  @Test
  void aPatternThatTheSourceWasNotSeenToHaveIsStopped() {
    Patterns patterns = Patterns.of("$match(t, /a/)");
    Object place = new Object();
    Pattern pattern = Pattern.compile("a");

    assertThatCode(() -> patterns.check(place, pattern)).doesNotThrowAnyException();
    assertThatCode(() -> patterns.check(place, pattern)).doesNotThrowAnyException();
    assertThatCode(() -> patterns.check(place, "b")).doesNotThrowAnyException();
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> patterns.check(place, Pattern.compile("b")));
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> patterns.check(new Object(), pattern));
  }
}

package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.testing.PassingTime;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions may do, and what they may not. */
class EvaluatorTest {

  private static final Evaluator EVALUATOR = new Evaluator(Time.SYSTEM);

  /** However long it takes on a busy machine. */
  private static final Evaluator UNHURRIED = new Evaluator(new PassingTime());

  private static final Map<String, Object> INPUT =
      Map.of(
          "r",
          Values.parse(
                  """
                  {"id": 12345678901234567890, "price": 2.50, "long": 9007199254740995,
                   "exact": 0.12345678901234567890, "none": null, "on": true, "list": [1, 2],
                   "text": "a\\"b", "object": {"x": 1}}
                  """)
              .orElseThrow());

  private static String text(String expression) {
    return Values.json(EVALUATOR.evaluate(expression, INPUT).orElseThrow()).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "r.id | 12345678901234567890",
        "r.price | 2.5",
        "r.price = 2.5 | true",
        "r.long | 9007199254740995",
        "r.exact | 0.12345678901234567890",
        "r.none | null",
        "null | null",
        "r.on | true",
        "r.list | [1,2]",
        "r.list[0] | 1",
        "r.object | {\"x\":1}",
        "{\"a\": r.none} | {\"a\":null}",
        "r.text | \"a\\\"b\"",
        "r.list.($ * 1.5) | [1.5,3]",
        "$pad('x', 3, '-') | \"x--\"",
        "$pad('x', -3) | \"  x\"",
        "$join(['a', 'b'], '/') | \"a/b\"",
        "$join(['a', 'b']) | \"ab\"",
        "$string(r.list) | \"[1,2]\"",
        "r.long ~> $string | \"9007199254740995\"",
        "$contains('abc', 'b') | true",
        "$contains('abc', /B/i) | true",
        "$match('aXbX', /X/).index | [1,3]",
        "$split('a,b', ',') | [\"a\",\"b\"]",
        "$split('a1b', /[0-9]/) | [\"a\",\"b\"]",
        "$replace('aXb', 'X', '-') | \"a-b\"",
        "$replace('aXb', /(X)/, '<$1>') | \"a<X>b\"",
        "$replace('aXb', /X/, function($m){ $m.match & '!' }) | \"aX!b\"",
        "1e20 * 10 | 1E+21",
      })
  void valuesKeepTheirTypes(String expression, String json) {
    assertThat(text(expression)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"r.nothing", "r.nothing.x", "$pad(r.nothing, 3)", "$match(r.nothing, /a/)"})
  void whatIsNotThereIsNothing(String expression) {
    assertThat(EVALUATOR.evaluate(expression, INPUT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "($f := function($n) { 1 + $f($n + 1) }; $f(1)) | levels deep",
        "($f := function($n) { $f($n + 1) }; $f(1)) | it takes ",
        "[1..1000000000] | must not exceed",
        "[1..1000000] | more than 100000 elements",
        "$map([1..100000], function($i) { $map([1..100000], function($j) { $i + $j }) }) | bytes of memory",
        "($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('xxxx', 60)) | characters",
        "$pad('x', 1000000000) | $pad is not available beyond 65536",
        "$pad('x', -1000000000) | $pad is not available beyond 65536",
        "($p := $pad('x', 60000); $join([1..200].($p), '')) | characters",
        "($a := [1..100]; $b := [1..100].{'a': $a}; $c := [1..100].{'b': $b}; $d := [1..100].{'c': $c}; $string($d)) | characters",
        "($p := $pad('x', 60000, 'x'); $replace($p, 'x', $p)) | characters",
        "($p := $pad('x', 60000); $replace($p, /x+/, $pad('', 60000, '$0'))) | characters",
        "$eval('1 + 1') | $eval is not available",
        "$error('boom') | boom",
        "1 > 'a' | same data type",
        "$nothing(1) | non-function",
      })
  void whatGoesTooFarIsStopped(String expression, String why) {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> UNHURRIED.evaluate(expression, INPUT))
        .withMessageStartingWith("fails: ")
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$pad('x', r.nothing)",
        "$split('a', r.nothing)",
        "$match('ab', function($s) { {'match': 'a', 'start': 0, 'end': 1, 'groups': []} })"
      })
  void whatAFunctionCannotTakeIsSaidInWords(String expression) {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> EVALUATOR.evaluate(expression, INPUT))
        .withMessage("fails: it cannot be evaluated with these values");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"$match", "$contains", "$split"})
  void aRegularExpressionThatNeverEndsIsStopped(String function) {
    String expression = function + "('" + "a".repeat(60) + "!', /(a|aa)+\\1z/)";

    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> EVALUATOR.evaluate(expression, INPUT))
        .withMessage("fails: it takes longer than 2 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "r.[ | is not JSONata at its character 4: ",
        "(1 | is not JSONata at its character 3: ",
        "'abc | is not JSONata at its character 5: ",
        "/a(/ | is not JSONata at its character 5: ",
        "/* open | is not JSONata",
        "/ | is not JSONata: ",
        "/(?<a/ | is not JSONata",
      })
  void whatDoesNotParseIsNamed(String expression, String why) {
    assertThat(Evaluator.problem(expression).orElseThrow()).startsWith(why);
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> EVALUATOR.evaluate(expression, INPUT));
  }

  @Test
  void whatParsesHasNoProblem() {
    assertThat(Evaluator.problem("results.a.response.x & 'y'")).isEmpty();
  }

  @Test
  void deepNestingAndLengthAreRefused() {
    assertThat(Evaluator.problem("(".repeat(30_000) + "1" + ")".repeat(30_000)))
        .contains("is not JSONata: it is nested too deeply");
    assertThat(Evaluator.problem("1" + " ".repeat(Evaluator.MAX_LENGTH)))
        .contains("is longer than 65536 characters");
    assertThat(Evaluator.problem("1" + " ".repeat(Evaluator.MAX_LENGTH - 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "1, true", "0, false", "'\"\"', false", "null, false"})
  void truthIsThatOfJsonata(String expression, boolean truth) {
    assertThat(Evaluator.isTrue(EVALUATOR.evaluate(expression, INPUT).orElseThrow()))
        .isEqualTo(truth);
  }
}

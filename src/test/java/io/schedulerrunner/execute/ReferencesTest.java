package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of an expression without evaluating it. */
class ReferencesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results.a.response.token",
        " results . a ",
        "results.`a`.response",
        "`results`.a",
        "results.'a'",
        "$$.results.a",
        "$.results.a",
        "x.(1) & results.a",
        "(results.a)",
        "$string(results.a)",
        "[results.a]",
        "{'x': results.a}",
        "x[$$.results.a = 1]",
        "x.response[results.b = 1] & results.a",
        "x.(results.b) & results.a",
        "x.[results.b] & results.a",
        "x.{'y': results.b} & results.a",
        "x{'y': results.b} & results.a",
        "x^(results.b) & results.a",
        "x[$ > 1] & results.a",
        "x[*] & results.a",
        "x.results.b & results.a",
        "function($x) { results.a }",
        "λ($x) { results.a }",
        "function($x)<n:n> { results.a }",
        "(x){'y': results.b} & results.a",
        "/* results.b */ results.a",
        "'results.b' & \"results.b\" & results.a",
        "\"a\\\"results.b\" & results.a",
        "$contains(x, /results.b/) & results.a",
        "$contains(x, /\\/results.b/) & results.a",
        "8 / results.a / 2",
        "x / results.a",
        "x[0] / results.a / 2",
        "$x / results.a / 2",
        "true and /results.b/ & results.a",
        "true or /results.b/ & results.a",
        "1 in /results.b/ & results.a",
        "$$.run.id & results.a",
        "$.run.id & results.a",
        "run.* & results.a",
        "2 * results.a % 2",
        "results.a % (2)",
        "results.a * (2)",
        "/*/ results.b */ results.a",
        "] & results.a",
        "{'x': 1} / results.a / 2",
        "(1) / results.a / 2",
        "`a\\`.x & results.a",
        "[1..results.a]",
        "$x.results.b & results.a",
        "results.a & 'open results.b",
        "results.a & `open results.b",
        "results.a /* open results.b",
      })
  void namesAreFound(String expression) {
    References references = References.in(expression);

    assertThat(references.names()).containsExactly("a");
    assertThat(references.any()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results",
        "$keys(results)",
        "results[0]",
        "results.*",
        "results.(a)",
        "$lookup(results, 'a')",
        "$$",
        "$lookup($$, 'results')",
        "$",
        "$.(results)",
        "$$.*",
        "*",
        "**.token",
        "%.results",
        "x[%.results]",
        "$ ~> |x|{}|",
      })
  void whatMayNameAnythingIsKnown(String expression) {
    assertThat(References.in(expression).any()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run.id", "x.results.a", "x[results.a]", "results_a", "$results.a"})
  void othersNameNothing(String expression) {
    References references = References.in(expression);

    assertThat(references.names()).isEmpty();
    assertThat(references.any()).isFalse();
  }
}

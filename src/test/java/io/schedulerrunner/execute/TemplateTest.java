package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.config.Text;
import io.schedulerrunner.config.Text.Literal;
import io.schedulerrunner.config.Text.Substituted;
import io.schedulerrunner.execute.Template.Evaluated;
import io.schedulerrunner.execute.Template.Fixed;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where templates begin and end, and that values never become a part of an expression. */
class TemplateTest {

  private static final String HOSTILE =
      "\" & results.a & ' `}} {{ 1 }} \\ /* */ \n ${X} \uD83D\uDE00";

  private static Text text(Text.Part... parts) {
    return new Text(List.of(parts));
  }

  private static Literal literal(String value) {
    return new Literal(value);
  }

  private static Substituted secret(String value) {
    return new Substituted("KEY", value, true);
  }

  private static Evaluated evaluated(String source, int position) {
    return new Evaluated(new Expression(source, source, false), position);
  }

  private static Object value(Expression expression) {
    return new Evaluator(Time.SYSTEM).evaluate(expression.source(), Map.of()).orElseThrow();
  }

  @Test
  void aTextWithoutBracesIsFixed() {
    assertThat(Template.isIn(Text.of("a } { b"))).isFalse();
    assertThat(Template.of(Text.of("a } { b")).segments())
        .containsExactly(new Fixed(Text.of("a } { b")));
    assertThat(Template.of(Text.of("")).segments()).isEmpty();
  }

  @Test
  void fixedAndEvaluatedPiecesFollowOneAnother() {
    Template template = Template.of(Text.of("a{{ 1 }}b{{2}}{{3}}"));

    assertThat(Template.isIn(Text.of("a{{ 1 }}"))).isTrue();
    assertThat(template.segments())
        .containsExactly(
            new Fixed(Text.of("a")),
            evaluated(" 1 ", 2),
            new Fixed(Text.of("b")),
            evaluated("2", 10),
            evaluated("3", 15));
    assertThat(template.whole()).isEmpty();
    assertThat(template.expressions()).hasSize(3);
  }

  @Test
  void aTemplateMayBeTheWhole() {
    assertThat(Template.of(Text.of("{{ x }}")).whole()).contains(evaluated(" x ", 1));
    assertThat(Template.of(Text.of("x")).whole()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a': {'b': 1}}", "'}}'", "\"}}\"", "`}}`", "{'}}': {}}", "x /* }} */"})
  void bracesOfTheExpressionDoNotEndIt(String expression) {
    Template template = Template.of(Text.of("<{{" + expression + "}}>"));

    assertThat(template.segments())
        .containsExactly(
            new Fixed(Text.of("<")), evaluated(expression, 2), new Fixed(Text.of(">")));
  }

  @Test
  void aLoneBraceDoesNotEndIt() {
    assertThat(Template.of(Text.of("{{ x } }}")).whole()).contains(evaluated(" x } ", 1));
  }

  @Test
  void anOpenOneIsRefused() {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Template.of(text(literal("ab{{ x "), secret("v"), literal(" }"))))
        .withMessage("{{ at character 3 is not closed by }}");
  }

  @Test
  void whatWasPutInIsNeverSearchedForTemplates() {
    Text text = text(secret("{{ 1 }}"), literal("-{{ 2 }}-"), secret("{{"), literal(" 3 }}"));

    assertThat(Template.of(text).segments())
        .containsExactly(
            new Fixed(text(secret("{{ 1 }}"), literal("-"))),
            evaluated(" 2 ", 5),
            new Fixed(text(literal("-"), secret("{{"), literal(" 3 }}"))));
    assertThat(Template.isIn(text(secret("{{ 1 }}")))).isFalse();
  }

  @Test
  void aValueInATemplateIsAString() {
    Text text = text(literal("{{ "), secret(HOSTILE), literal(" & 'x' }}!"));

    Template template = Template.of(text);
    Expression expression = template.expressions().getFirst().expression();
    assertThat(value(expression)).isEqualTo(HOSTILE + "x");
    assertThat(expression).hasToString(" *** & 'x' ");
    assertThat(template.segments().getLast()).isEqualTo(new Fixed(Text.of("!")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\""})
  void aValueInsideAStringStaysInside(String quote) {
    Expression expression =
        Expression.of(text(literal(quote + "<"), secret(HOSTILE), literal(">" + quote)));

    assertThat(value(expression)).isEqualTo("<" + HOSTILE + ">");
  }

  @Property
  void anyValueIsTheSameString(@ForAll String value) {
    assertThat(value(Expression.of(text(secret(value))))).isEqualTo(value);
    assertThat(value(Expression.of(text(literal("'"), secret(value), literal("'")))))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"`", "/", "/* "})
  void aValueCannotStandElsewhere(String before) {
    Text text = text(literal(before), secret("x"));

    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Expression.of(text))
        .withMessage("${KEY} may stand only as a value of its own or inside a string");
  }

  @Test
  void bracesAroundAnExpressionAreOptional() {
    assertThat(Expression.of(Text.of(" {{ x }} "))).isEqualTo(new Expression(" x ", " x ", false));
    assertThat(Expression.of(Text.of("{{ x"))).isEqualTo(new Expression("{{ x", "{{ x", false));
    assertThat(Expression.of(Text.of("x }}"))).isEqualTo(new Expression("x }}", "x }}", false));
    assertThat(Expression.of(text(literal("{{"), secret("x"), literal("}}"))))
        .isEqualTo(new Expression("\"\\u0078\"", "***", true));
  }
}

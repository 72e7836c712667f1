package io.schedulerrunner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.Template.Evaluated;
import java.util.List;
import java.util.Map;

/** A string with templates, evaluated: values, or failures that say why. */
public final class TemplateFuzz {

  private static final String CANARY = "fake-\"canary'-8c1f";
  private static final Evaluator EVALUATOR = new Evaluator(Time.SYSTEM);

  private static final Map<String, Object> INPUT =
      Map.of(
          "results",
          Values.parse(
                  "{\"a\":{\"response\":{\"t\":\"x\",\"n\":[1,2.5,null]},\"status_code\":200}}")
              .orElseThrow(),
          "run",
          Map.of("id", "1", "attempt", 1));

  private TemplateFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    int cut = text.indexOf('$');
    try {
      Template template =
          Template.of(
              cut < 0
                  ? Text.of(text)
                  : new Text(
                      List.of(
                          new Text.Literal(text.substring(0, cut)),
                          new Text.Substituted("S", CANARY, true),
                          new Text.Literal(text.substring(cut + 1)))));
      template.expressions().forEach(TemplateFuzz::evaluate);
    } catch (ExpressionException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void evaluate(Evaluated evaluated) {
    String source = evaluated.expression().source();
    assertThat(evaluated.expression().shown()).doesNotContain(CANARY);
    assertThat(References.in(source).names()).isNotNull();
    if (Evaluator.problem(source).isEmpty()) {
      EVALUATOR
          .evaluate(source, INPUT)
          .ifPresent(value -> assertThat(Values.json(value)).isNotNull());
    }
  }
}

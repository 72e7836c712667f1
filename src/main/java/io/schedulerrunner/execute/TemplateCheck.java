package io.schedulerrunner.execute;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.Template.Evaluated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what is wrong with an endpoint's templates and expressions before anything is called: what
 * does not parse, and endpoints that do not exist. Loads the expression library only for endpoints
 * that hold an expression. Thread-safe; the method fits {@link
 * io.schedulerrunner.config.EndpointCheck}.
 */
public final class TemplateCheck {

  private static final String TEMPLATE = "\"{{ results.login.response.token }}\"";
  private static final String WHEN = "\"results.login.status_code = 200\"";
  private static final String EXPECT = "\"response.status = 'done'\"";

  private TemplateCheck() {}

  /**
   * What is wrong, with a path relative to the endpoint and the character in the string.
   *
   * @param names of all endpoints of the set
   */
  public static List<Problem> problems(Endpoint endpoint, Set<String> names) {
    Findings findings = new Findings(names, new ArrayList<>());
    Templates.texts(endpoint.target(), endpoint.target().payload())
        .forEach(place -> findings.template(place.where(), place.text()));
    endpoint.when().ifPresent(when -> findings.expression("when", when, WHEN, true));
    endpoint
        .expect()
        .body()
        .ifPresent(body -> findings.expression("expect.body", body, EXPECT, false));
    return findings.problems();
  }

  private record Findings(Set<String> names, List<Problem> problems) {

    void template(String where, Text text) {
      try {
        Template.of(text).expressions().forEach(evaluated -> template(where, evaluated));
      } catch (ExpressionException e) {
        problems.add(new Problem(where, e.getMessage() + ".", TEMPLATE));
      }
    }

    private void template(String where, Evaluated evaluated) {
      Expression expression = evaluated.expression();
      String subject =
          "the template {{ %s }} at character %d "
              .formatted(expression.shown().strip(), evaluated.position());
      parse(where, subject, expression, TEMPLATE);
      endpoints(where, subject, expression);
    }

    void expression(String where, Text text, String example, boolean seesResults) {
      try {
        Expression expression = Expression.of(text);
        String subject = "the expression " + expression.shown().strip() + " ";
        parse(where, subject, expression, example);
        if (seesResults) {
          endpoints(where, subject, expression);
        }
      } catch (ExpressionException e) {
        problems.add(new Problem(where, e.getMessage() + ".", example));
      }
    }

    private void parse(String where, String subject, Expression expression, String example) {
      Evaluator.problem(expression.source())
          .ifPresent(reason -> problems.add(new Problem(where, subject + reason + ".", example)));
    }

    private void endpoints(String where, String subject, Expression expression) {
      for (String name : References.in(expression.source()).names()) {
        if (!names.contains(name)) {
          String message = subject + "names the endpoint \"" + name + "\", which does not exist.";
          problems.add(new Problem(where, message, ""));
        }
      }
    }
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Trigger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the templates of one call see, and the making of values from them.
 *
 * @param attempt 1 for the first try at the endpoint
 */
record TemplateContext(RunScope scope, int attempt, Evaluator evaluator) {

  /** The value of an expression; nothing where it has none. */
  Optional<Object> value(Expression expression) {
    References references = References.in(expression.source());
    Map<String, Object> input =
        Map.of("results", scope.answers().results(references), "run", run());
    return evaluator.evaluate(expression.source(), input);
  }

  private Map<String, Object> run() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("id", scope.runId());
    run.put("attempt", attempt);
    Trigger trigger = scope.trigger();
    trigger.scheduleTime().ifPresent(due -> run.put("schedule_time", due.toString()));
    return run;
  }

  /** Why an expression has no value, in a sentence that follows "evaluates to nothing". */
  String missing(Expression expression) {
    for (String name : References.in(expression.source()).names()) {
      Optional<StepAnswer> answer = scope.answers().of(name);
      if (answer.isEmpty()) {
        return name + " has no result: it has not been called yet, or did not succeed";
      }
      if (answer.orElseThrow().isCut()) {
        return "the answer of " + name + " was longer than what is kept of it, so it is text";
      }
    }
    return "what it names is not there";
  }
}

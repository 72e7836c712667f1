package io.schedulerrunner.execute;

import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What each call pays for templates: to see that it has none, to take one apart, to evaluate one. */
@State(Scope.Thread)
public class TemplateBench {
  private final Text plain = Text.of("https://api.example.com/customers/17/refresh");
  private final Text text = Text.of("https://api.example.com/{{ results.login.response.id }}/refresh");
  private final Target target =
      new Target("POST", plain, Map.of("Accept", Text.of("application/json")), List.of(), Payload.NONE);
  private final Evaluator evaluator = new Evaluator(Time.SYSTEM);
  private final Map<String, Object> input =
      Map.of("results", Map.of("login", Map.of("response", Map.of("id", 17))), "run", Map.of("id", "1"));

  @Benchmark
  public boolean seeThatThereIsNone() {
    return Templates.areIn(target, Payload.NONE);
  }

  @Benchmark
  public Object takeApart() {
    return Template.of(text);
  }

  @Benchmark
  public Optional<Object> evaluate() {
    return evaluator.evaluate("results.login.response.id", input);
  }
}

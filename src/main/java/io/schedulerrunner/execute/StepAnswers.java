package io.schedulerrunner.execute;

import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The raw answers of calls that have succeeded, for the templates of later ones: only of endpoints
 * that some template of the plan may refer to, and of each body no more than a report keeps.
 * Thread-safe.
 */
final class StepAnswers {

  private final boolean all;
  private final Set<String> wanted;
  private final Map<String, StepAnswer> kept = new ConcurrentHashMap<>();

  private StepAnswers(boolean all, Set<String> wanted) {
    this.all = all;
    this.wanted = wanted;
  }

  /** What the templates of a plan may refer to; nothing where it has none. */
  static StepAnswers of(Plan plan) {
    Set<String> wanted = new LinkedHashSet<>();
    boolean all = false;
    for (Call call : plan.calls()) {
      for (References references : Templates.references(call)) {
        wanted.addAll(references.names());
        all |= references.any();
      }
    }
    return new StepAnswers(all, wanted);
  }

  /** A call has succeeded. */
  void keep(Call call, Answer answer) {
    if (all || wanted.contains(call.name())) {
      kept.put(call.name(), new FreshAnswer(answer));
    }
  }

  /** A call has succeeded in an earlier run with the same key, and is not made again. */
  void reuse(Result result) {
    if (result.outcome() instanceof Outcome.Succeeded succeeded
        && (all || wanted.contains(result.call().name()))) {
      String name = result.call().name();
      kept.put(name, new ReusedAnswer(name, succeeded.response()));
    }
  }

  /** The answer of an endpoint, if it has succeeded. */
  Optional<StepAnswer> of(String name) {
    return Optional.ofNullable(kept.get(name));
  }

  /** {@code results}, as far as an expression may look at it. */
  Map<String, Object> results(References references) {
    Map<String, Object> results = new LinkedHashMap<>();
    if (references.any()) {
      kept.forEach((name, answer) -> results.put(name, answer.view()));
    } else {
      references.names().forEach(name -> of(name).ifPresent(it -> results.put(name, it.view())));
    }
    return results;
  }
}

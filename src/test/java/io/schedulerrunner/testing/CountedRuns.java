package io.schedulerrunner.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.metrics.Metrics;
import io.schedulerrunner.metrics.RunMetrics;
import io.schedulerrunner.metrics.Surroundings;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs that are counted as they happen, and the metrics made of them. */
public final class CountedRuns {

  /** What was counted. */
  public final RunMetrics counted = new RunMetrics();

  /** The metrics, of a process that began at noon, with a schedule due hourly for {@code one}. */
  public final Metrics metrics =
      new Metrics(
          counted,
          new Surroundings(
              "1.2.3",
              Runs.NOON,
              () -> true,
              instants ->
                  new TreeMap<>(Map.of("one", instants.apply("one").plus(Duration.ofHours(1))))));

  /** A plan of endpoints with these names. */
  public static Plan plan(String... names) {
    return Plans.parallel(
        List.of(names).stream()
            .map(name -> Plans.get(name, "http://localhost/" + name))
            .toArray(Endpoint[]::new));
  }

  /** The same, asked for by a request. */
  public static Plan untrusted(Plan plan) {
    return new Plan(
        plan.calls(),
        plan.mode(),
        plan.maxWorkers(),
        plan.deadline(),
        plan.limits(),
        plan.secrets(),
        false);
  }

  /** A run begins. */
  public RunObserver.Watch begin(Plan plan) {
    return counted.begin(new RunStart("0199-run", Trigger.MANUAL, plan, 0, false));
  }

  /** A run from its first to its last moment: 1 ms for the first call, 2 for the second, … */
  public void run(Plan plan, Outcome... outcomes) {
    RunObserver.Watch watch = begin(plan);
    List<Result> results =
        new ArrayList<>(
            IntStream.range(0, outcomes.length)
                .mapToObj(
                    index ->
                        Runs.result(
                            plan.calls().get(index),
                            outcomes[index],
                            Duration.ofMillis(index + 1),
                            index + 1))
                .toList());
    plan.calls().forEach(watch::started);
    results.forEach(watch::finished);
    watch.ended(Runs.run(plan, results), true);
  }

  /** Some of everything, so that every family has a sample. */
  public CountedRuns everything() {
    run(
        plan("one", "two", "three"),
        Runs.succeeded(200),
        Runs.refused(503, "HTTP 503"),
        Runs.failed(ErrorType.DEADLINE, "Cut off."));
    return this;
  }

  /** As {@code /metrics} answers it. */
  public String text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      metrics.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(UTF_8);
  }
}

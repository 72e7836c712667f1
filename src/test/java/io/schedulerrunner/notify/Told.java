package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs that people are told of. */
final class Told {

  static final String ID = "0193579a-0000-7000-8000-000000000001";

  private static final int[] MILLIS = {87, 1_250, 30_000, 410, 2, 3_040, 5, 61_000};

  private Told() {}

  /** A run of endpoints {@code one}, {@code two} and so on, of no job. */
  static Report report(Outcome... outcomes) {
    return report(Optional.empty(), outcomes);
  }

  static Report report(Optional<String> job, Outcome... outcomes) {
    return report(plan(outcomes.length), job, List.of(outcomes));
  }

  static Plan plan(int endpoints) {
    String[] names = {"one", "two", "three", "four", "five", "six", "seven", "eight"};
    List<Endpoint> all = new ArrayList<>();
    for (int i = 0; i < endpoints; i++) {
      String name = i < names.length ? names[i] : "number-" + (i + 1);
      all.add(Plans.get(name, "https://api.example.com/v1/" + name + "?full=true"));
    }
    return Plans.parallel(all.toArray(Endpoint[]::new));
  }

  static Report report(Plan plan, Optional<String> job, List<Outcome> outcomes) {
    List<Result> results = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      int index = results.size();
      boolean called = outcome instanceof Outcome.Succeeded || outcome instanceof Outcome.Failed;
      results.add(
          Runs.result(
              plan.calls().get(index),
              outcome,
              Duration.ofMillis(MILLIS[index % MILLIS.length]),
              called ? 1 + index % 3 : 0));
    }
    Trigger trigger =
        new Trigger("scheduler", Optional.of(Runs.NOON), Optional.empty(), job, Overlap.ALLOW);
    Run run = Runs.run(plan, results);
    return new Report(
        new Run(ID, trigger, plan, run.startedAt(), run.endedAt(), run.duration(), run.results()));
  }

  static RunStart start(Report report, boolean sendEmail, boolean resumed) {
    Run run = report.run();
    return new RunStart(run.id(), run.trigger(), run.plan(), 0, sendEmail, resumed);
  }

  static Outcome ok(String json) {
    return new Outcome.Succeeded(new Response(200, body(KeptBody.Form.JSON, json)));
  }

  static Outcome warning() {
    return new Outcome.Succeeded(new Response(207, body(KeptBody.Form.JSON, "{\"part\":1}")));
  }

  static Outcome failed(int status, String message, String rendered) {
    return new Outcome.Failed(
        new Failure(ErrorType.STATUS, message),
        Optional.of(new Response(status, body(KeptBody.Form.TEXT, rendered))));
  }

  static Outcome unreachable(String message) {
    return Runs.failed(ErrorType.CONNECT, message);
  }

  static Outcome skipped() {
    return new Outcome.Skipped(
        new Failure(ErrorType.DEPENDENCY, "Not called: it depends on two, which failed."));
  }

  static Outcome notStarted() {
    return new Outcome.NotStarted(
        new Failure(ErrorType.DEADLINE, "Not called: the run's deadline of 170 s came first."));
  }

  static Outcome omitted() {
    return new Outcome.Omitted("Its condition is false.");
  }

  private static KeptBody body(KeptBody.Form form, String rendered) {
    return KeptBody.stored(form, false, rendered.getBytes(UTF_8));
  }

  /** An earlier run, some hours before. */
  static PastRun past(int hours, PastRun.Result result, String... failed) {
    return new PastRun(Runs.NOON.minus(Duration.ofHours(hours)), result, Set.of(failed));
  }
}

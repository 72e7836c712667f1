package io.schedulerrunner.report;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Phases;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans, outcomes and runs to report on. */
public final class Sample {

  /** When every sample run started. */
  public static final Instant START = Instant.parse("2026-11-23T06:00:00.123Z");

  private Sample() {}

  /** A POST to {@code https://example.test/NAME}. */
  public static Endpoint endpoint(String name) {
    return endpoint(
        name,
        new Target(
            "POST",
            Text.of("https://example.test/" + name),
            Map.of(),
            List.<Param>of(),
            Payload.NONE));
  }

  static Endpoint endpoint(String name, Target target) {
    return new Endpoint(
        name,
        target,
        Duration.ofSeconds(30),
        java.util.Set.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Expectation.SUCCESS,
        Retry.NEVER,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /** A plan of endpoints in parallel, ten at a time, within 170 s. */
  public static Plan plan(Endpoint... endpoints) {
    return plan(Plan.Mode.PARALLEL, Secrets.NONE, endpoints);
  }

  static Plan plan(Plan.Mode mode, Secrets secrets, Endpoint... endpoints) {
    List<Call> calls = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      calls.add(new Call(calls.size(), endpoint, endpoint.target().payload()));
    }
    return new Plan(calls, mode, 10, Duration.ofSeconds(170), Map.of(), secrets, true);
  }

  /** A run of one endpoint for each outcome, {@code endpoint-1} and so on. */
  public static Run run(Outcome... outcomes) {
    return run(Plan.Mode.PARALLEL, outcomes);
  }

  static Run run(Plan.Mode mode, Outcome... outcomes) {
    Endpoint[] endpoints = new Endpoint[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      endpoints[i] = endpoint("endpoint-" + (i + 1));
    }
    Plan plan = plan(mode, Secrets.NONE, endpoints);
    List<Result> results = new ArrayList<>();
    for (Call call : plan.calls()) {
      results.add(result(call, outcomes[call.index()], List.of(attempt(1, 87))));
    }
    return run(plan, results);
  }

  static Run run(Plan plan, List<Result> results) {
    return new Run(
        "0193579a-0000-7000-8000-000000000001",
        Trigger.MANUAL,
        plan,
        START,
        START.plusMillis(1333),
        Duration.ofMillis(1333),
        results);
  }

  static Result result(Call call, Outcome outcome, List<Attempt> attempts) {
    return new Result(
        call,
        outcome,
        START.plusMillis(87),
        Duration.ofMillis(87),
        attempts,
        /* reused= */ false,
        Optional.empty());
  }

  static Attempt attempt(int number, int millis) {
    return new Attempt(
        number,
        START,
        Duration.ofMillis(millis),
        OptionalInt.of(200),
        Optional.empty(),
        Phases.NONE,
        Optional.empty());
  }

  /** An answer of that status with {@code {"ok":true}}. */
  public static Outcome succeeded(int status) {
    return new Outcome.Succeeded(
        new Response(status, body(KeptBody.Form.JSON, false, "{\"ok\":true}")));
  }

  /** HTTP 503 with a text. */
  public static Outcome failed() {
    return new Outcome.Failed(
        new Failure(ErrorType.STATUS, "HTTP 503 Service Unavailable"),
        Optional.of(new Response(503, body(KeptBody.Form.TEXT, true, "\"down for mainten\""))));
  }

  static KeptBody body(KeptBody.Form form, boolean truncated, String rendered) {
    return new KeptBody() {
      @Override
      public Form form() {
        return form;
      }

      @Override
      public boolean truncated() {
        return truncated;
      }

      @Override
      public OptionalInt bytesOnHeap() {
        return OptionalInt.empty();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(rendered.getBytes(StandardCharsets.UTF_8));
      }
    };
  }
}

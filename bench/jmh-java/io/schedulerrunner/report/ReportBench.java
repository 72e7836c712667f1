package io.schedulerrunner.report;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.Attempt;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The report of 1,000 endpoints, written; the figure is that of one endpoint. */
@State(Scope.Thread)
public class ReportBench {
  private static final int ENDPOINTS = 1000;
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00.123Z");

  private final Report report = new Report(run());

  private static Run run() {
    List<Call> calls = IntStream.range(0, ENDPOINTS).mapToObj(ReportBench::call).toList();
    Plan plan =
        new Plan(calls, Plan.Mode.PARALLEL, 100, Duration.ofSeconds(170), Map.of(), Secrets.NONE, true);
    List<Result> results = calls.stream().map(ReportBench::result).toList();
    return new Run("0", Trigger.MANUAL, plan, NOW, NOW, Duration.ofMillis(1), results);
  }

  private static Call call(int index) {
    Target target =
        new Target("GET", Text.of("https://api.example.com/" + index), Map.of(), List.of(), Payload.NONE);
    return new Call(
        index,
        new Endpoint(
            "endpoint-" + index, target, Duration.ofSeconds(30), Set.of(), Optional.empty(), List.of(),
            Optional.empty(), Expectation.SUCCESS, Retry.NEVER, Optional.empty(), Optional.empty(), true),
        Payload.NONE);
  }

  private static Result result(Call call) {
    byte[] body = "{\"ok\":true,\"items\":[1,2.5,null,\"text\"]}".getBytes(StandardCharsets.UTF_8);
    Phases phases = new Phases(Phases.ABSENT, Phases.ABSENT, Phases.ABSENT, 412_345, 412_345);
    Attempt attempt =
        new Attempt(
            1, NOW, Duration.ofMillis(1), OptionalInt.of(200), Optional.empty(), phases,
            Optional.of("127.0.0.1:80"));
    KeptBody kept = KeptBody.stored(KeptBody.Form.JSON, false, body);
    return new Result(
        call, new Outcome.Succeeded(new Response(200, kept)), NOW, Duration.ofMillis(1), List.of(attempt), false,
        Optional.empty());
  }

  @Benchmark
  @OperationsPerInvocation(ENDPOINTS)
  public void write() throws IOException {
    report.writeJson(OutputStream.nullOutputStream());
  }
}

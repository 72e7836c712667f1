package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.PlanExecutor;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunContext;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import io.schedulerrunner.testing.Histories;
import io.schedulerrunner.testing.Runs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rest of the program as a test wants it: endpoints that answer at once, nothing connected. */
final class FakeServices implements Services, Services.Session, PlanExecutor {

  private final Settings settings;
  final List<PrintStream> logs = new ArrayList<>();
  Map<String, String> environment = Map.of();
  List<Problem> problems = List.of();
  List<String> warnings = List.of();
  EndpointSet endpoints = new EndpointSet(List.of(), Map.of(), Secrets.NONE, List.of());
  Function<Call, Outcome> outcomes = call -> Runs.succeeded(200);
  Runnable duringTheRun = () -> {};
  List<ZonedDateTime> fireTimes = List.of();
  List<RunObserver> observers = List.of();
  History history = Histories.inMemory();
  boolean broken;
  volatile boolean cancelled;
  boolean closed;

  FakeServices(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String version() {
    return "1.2.3";
  }

  @Override
  public int serve(Map<String, String> overridden) {
    environment = overridden;
    return 0;
  }

  @Override
  public int work(Map<String, String> overridden) {
    environment = overridden;
    return 0;
  }

  @Override
  public Session open(Map<String, String> overridden) {
    environment = overridden;
    if (broken) {
      throw new IllegalStateException("broken");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return this;
  }

  @Override
  public void writeReport(Report report, OutputStream out) {
    String notes = report.notes().isEmpty() ? "" : ",\"notes\":\"" + report.notes() + "\"";
    String kept = report.kept() ? "" : ",\"kept\":false";
    write(out, "{\"report\":" + report.run().results().size() + kept + notes + "}");
  }

  @Override
  public void writePlan(Plan plan, OutputStream out) {
    write(out, "{\"plan\":" + plan.calls().size() + "}");
  }

  private static void write(OutputStream out, String json) {
    try {
      out.write(json.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ZonedDateTime> nextFireTimes(Endpoint endpoint, int count) {
    return fireTimes;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Runner runner() {
    return new Runner(settings, () -> endpoints, this, history, () -> "0199-run")
        .observedBy(observers);
  }

  @Override
  public void logTo(PrintStream stream) {
    logs.add(stream);
  }

  @Override
  public void cancel(String runId) {
    throw new UnsupportedOperationException(runId);
  }

  @Override
  public Run execute(Plan plan, RunContext context) {
    List<Result> results = new ArrayList<>();
    for (Call call : plan.calls()) {
      context.listener().started(call);
      Result result = Runs.result(call, outcomes.apply(call), Duration.ofMillis(87), 1);
      context.listener().finished(result);
      results.add(result);
    }
    duringTheRun.run();
    return Runs.run(plan, results);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    closed = true;
  }
}

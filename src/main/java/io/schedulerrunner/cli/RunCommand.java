package io.schedulerrunner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.Style;
import io.schedulerrunner.runner.Runner;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Calls the endpoints once, in this process, and reports how it went.",
      "",
      "What is called is configured by ENDPOINTS or ENDPOINTS_FILE, unless it is named here."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All succeeded (207 Multi-Status counts as success, with a warning).",
      "1:Some failed, or were not called.",
      "2:Bad usage or configuration; nothing was called.",
      "130:Interrupted (Ctrl-C); what was done is reported all the same."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  runner run",
      "  runner run https://example.com/a https://example.com/b --sequential",
      "  runner run --endpoints nightly.yaml --tag billing --json > report.json",
      "  runner run --report junit report.xml",
      "  runner run --url https://runner.example.com"
    })
final class RunCommand implements Callable<Integer> {

  private static final int SECONDS_TO_REPORT = 10;
  private static final Problem NO_ENDPOINTS =
      new Problem(
          "ENDPOINTS",
          "No endpoints are configured. Set ENDPOINTS or ENDPOINTS_FILE, or name URLs.",
          "runner run https://example.com/task");

  private final Host host;
  private final Services services;

  @Mixin private final RequestOptions options = new RequestOptions();
  @Mixin private final ReportFiles files = new ReportFiles();
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  @Option(names = "--dry-run", description = "Show the plan and call nothing, as 'runner plan'.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the report as JSON, and nothing else.")
  private boolean json;

  @Option(names = "--send-email", description = "Mail the report.")
  private boolean sendEmail;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, and only what did not succeed.")
  private boolean quiet;

  RunCommand(Host host, Services services) {
    this.host = host;
    this.services = services;
  }

  @Override
  public Integer call() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    try {
      return call(told);
    } finally {
      told.complete(null);
    }
  }

  private int call(CompletableFuture<Void> told) {
    long arrived = host.nanos().getAsLong();
    RunOutput output = new RunOutput(host, json, quiet, files.targets());
    if (remote.present()) {
      try (RemoteService service = remote.service(host.environment())) {
        return call(new RemoteExecution(host, service), output, told);
      }
    }
    try (Services.Session session = services.open(options.environment(host.environment()))) {
      return call(session, arrived, output, told);
    }
  }

  private int call(
      Services.Session session, long arrived, RunOutput output, CompletableFuture<Void> told) {
    session.warnings().forEach(warning -> host.err().println("warning: " + warning));
    RunRequest request = options.request(session, sendEmail);
    Plan plan = plan(session.runner(), request);
    if (dryRun) {
      new PlanOutput(host, services).print(plan, json);
      return 0;
    }
    host.interrupts().accept(() -> interrupt(session.runner()::cancel, told));
    Report report;
    try (Progress progress = output.progress(plan.calls().size())) {
      report = run(session, request, progress, arrived);
    }
    return output.print(report.run(), out -> services.writeReport(report, out));
  }

  private int call(RemoteExecution execution, RunOutput output, CompletableFuture<Void> told) {
    RemoteService.Reply plan =
        execution.plan(options.remoteBody(sendEmail, OptionalDouble.empty()));
    if (dryRun) {
      host.out().print(json ? plan.text() + "\n" : new RemotePlanText(plan.json(), style()).text());
      host.out().flush();
      return 0;
    }
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    host.interrupts().accept(() -> interrupt(() -> stopped.complete(null), told));
    RemoteExecution.Ended ended;
    try (Progress progress = output.progress(plan.json().path("endpoints").size())) {
      OptionalDouble wait = OptionalDouble.of(plan.json().path("deadline").asDouble(0));
      String body = options.remoteBody(sendEmail, wait);
      ended = execution.run(body, plan.json(), progress.listener(), stopped);
    }
    return output.print(
        ended.run(),
        out ->
            ended
                .report()
                .ifPresentOrElse(
                    text -> out.writeBytes(text.getBytes(UTF_8)),
                    () -> services.writeReport(new Report(ended.run()), out)));
  }

  private Style style() {
    return host.outTerminal().get().style();
  }

  /** The process ends when this returns: first the run must have reported. */
  private static void interrupt(Runnable cancel, CompletableFuture<Void> told) {
    if (!told.isDone()) {
      cancel.run();
      told.completeOnTimeout(null, SECONDS_TO_REPORT, TimeUnit.SECONDS).join();
    }
  }

  /** The plan for a request, which must call something. */
  static Plan plan(Runner runner, RunRequest request) {
    Plan plan = runner.plan(request);
    if (plan.calls().isEmpty()) {
      throw new ConfigurationException(List.of(NO_ENDPOINTS));
    }
    return plan;
  }

  private Report run(
      Services.Session session, RunRequest request, Progress progress, long arrived) {
    Trigger trigger = new Trigger("cli", Optional.empty(), Optional.empty());
    try {
      session.logTo(progress.lines());
      return session
          .runner()
          .run(request, trigger, arrived, progress.listener())
          .reported()
          .orElseThrow();
    } finally {
      session.logTo(host.err());
    }
  }
}

package io.schedulerrunner.cli;

import io.schedulerrunner.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks the configuration and shows what a run would call, without calling it:",
      "order, requests (secrets hidden), next fire times, and whether the deadline can be met."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:The configuration is valid.", "2:Bad usage or configuration."},
    footerHeading = "%nExamples:%n",
    footer = {"  runner plan", "  runner plan --endpoints nightly.yaml --tag billing --json"})
final class PlanCommand implements Callable<Integer> {

  private final Host host;
  private final Services services;

  @Mixin private final RequestOptions options = new RequestOptions();

  @Option(names = "--json", description = "Print the plan as JSON, and nothing else.")
  private boolean json;

  PlanCommand(Host host, Services services) {
    this.host = host;
    this.services = services;
  }

  @Override
  public Integer call() {
    try (Services.Session session = services.open(options.environment(host.environment()))) {
      session.warnings().forEach(warning -> host.err().println("warning: " + warning));
      Plan plan = RunCommand.plan(session.runner(), options.request(session, false));
      new PlanOutput(host, services).print(plan, json);
    }
    return 0;
  }
}

package io.schedulerrunner.cli;

import io.schedulerrunner.plan.Plan;

/** Prints a plan as it was asked for. */
record PlanOutput(Host host, Services services) {

  void print(Plan plan, boolean json) {
    if (json) {
      services.writePlan(plan, host.out());
    } else {
      host.out().print(new PlanText(plan, services, host.outTerminal().get().style()).text());
    }
    host.out().flush();
  }
}

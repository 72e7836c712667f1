package io.schedulerrunner.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Settings;
import io.schedulerrunner.execute.TemplateCheck;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.RunRequestReader;
import io.schedulerrunner.report.PlanReport;
import io.schedulerrunner.testing.Configurations;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The body of {@code POST /execute}: a plan that can be shown, or problems. */
public final class RequestFuzz {

  private static final Settings SETTINGS = Configurations.settings(Map.of());

  private static final EndpointSet NOTHING =
      new EndpointSet(List.of(), Map.of(), Secrets.NONE, List.of());

  private RequestFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      RunRequest request = RunRequestReader.read(input, SETTINGS, TemplateCheck::problems);
      Plan plan = Planner.plan(request, NOTHING, SETTINGS.calls());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PlanReport.writeJson(plan, Instant.EPOCH, out);
      assertThat(Json.read(out.toByteArray()).get("endpoints")).hasSize(plan.calls().size());
    } catch (ConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}

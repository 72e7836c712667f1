package io.schedulerrunner.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Configuration;
import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.cron.ScheduleCheck;
import io.schedulerrunner.execute.TemplateCheck;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Planner;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.report.PlanReport;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code ENDPOINTS}, whatever stands in it: a configuration whose plan can be shown, or problems
 * that say where. Neither shows a secret.
 */
public final class ConfigurationFuzz {

  private static final String CANARY = "fake-canary-8c1f";
  private static final Path NOWHERE = Path.of("/nowhere");

  private ConfigurationFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    Map<String, String> environment =
        Map.of("ENDPOINTS", text, "S", CANARY, "LOG_FORMAT", "json", "STORE_URL", "memory:");
    ScheduleCheck schedules = new ScheduleCheck();
    String shown;
    try {
      Configuration configuration =
          Configuration.load(
              environment,
              NOWHERE,
              (endpoint, names) ->
                  Stream.concat(
                          schedules.problems(endpoint, names).stream(),
                          TemplateCheck.problems(endpoint, names).stream())
                      .toList());
      shown = shown(configuration);
    } catch (ConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
      shown = e.problems().toString();
    }
    if (!text.contains(CANARY)) {
      assertThat(shown).doesNotContain(CANARY);
    }
  }

  private static String shown(Configuration configuration) {
    Plan plan =
        Planner.plan(
            RunRequest.DEFAULT,
            configuration.endpoints().current(),
            configuration.settings().calls());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanReport.writeJson(plan, Instant.EPOCH, out);
    assertThat(Json.read(out.toByteArray()).get("endpoints")).hasSize(plan.calls().size());
    return out.toString(UTF_8);
  }
}

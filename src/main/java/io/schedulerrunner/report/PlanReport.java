package io.schedulerrunner.report;

import io.schedulerrunner.config.CredentialHeaders;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.cron.FireTimes;
import io.schedulerrunner.execute.CurlLine;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.WorstCase;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** A plan as JSON: what would be called, secrets hidden. Pure and thread-safe. */
public final class PlanReport {

  private static final double MILLIS_PER_SECOND = 1000.0;
  private static final int FIRE_TIMES = 3;

  private final JsonGenerator json;
  private final Secrets secrets;
  private final Instant now;

  private PlanReport(OutputStream out, Secrets secrets, Instant now) {
    this.json = JsonOutput.to(out);
    this.secrets = secrets;
    this.now = now;
  }

  /**
   * Writes a plan in UTF-8; the stream is neither flushed nor closed.
   *
   * @param now what the next fire times come after
   * @throws io.schedulerrunner.cron.CronException where a schedule is not valid
   */
  public static void writeJson(Plan plan, Instant now, OutputStream out) {
    new PlanReport(out, plan.secrets(), now).write(plan);
  }

  private void write(Plan plan) {
    boolean parallel = plan.mode() == Plan.Mode.PARALLEL && plan.calls().size() > 1;
    json.writeStartObject();
    json.writeBooleanProperty("dry_run", true);
    json.writeNumberProperty("total_endpoints", plan.calls().size());
    json.writeStringProperty("execution_mode", parallel ? "parallel" : "sequential");
    json.writeNumberProperty("max_workers", plan.maxWorkers());
    Duration worst = WorstCase.of(plan);
    json.writeNumberProperty("deadline", seconds(plan.deadline()));
    json.writeNumberProperty("worst_case", seconds(worst));
    json.writeBooleanProperty("deadline_can_be_met", plan.leavesTimeFor(worst));
    json.writeArrayPropertyStart("endpoints");
    plan.calls().forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  private void write(Call call) {
    Endpoint endpoint = call.endpoint();
    json.writeStartObject();
    json.writeNumberProperty("index", call.index());
    json.writeStringProperty("name", call.name());
    json.writeStringProperty("endpoint", ShownUrl.of(endpoint.target(), secrets));
    json.writeStringProperty("method", endpoint.target().method());
    json.writeObjectPropertyStart("headers");
    for (Map.Entry<String, Text> header : endpoint.target().headers().entrySet()) {
      json.writeStringProperty(
          header.getKey(), shown(CredentialHeaders.shown(header.getKey(), header.getValue())));
    }
    json.writeEndObject();
    json.writeName("payload");
    switch (call.payload()) {
      case Payload.None none -> json.writeNull();
      case Payload.Raw raw -> json.writeString(shown(raw.text().shown()));
      case Payload.Json tree -> new TreeJson(json, secrets).write(tree.tree());
    }
    json.writeNumberProperty("timeout", seconds(endpoint.timeout()));
    json.writeNumberProperty("max_attempts", endpoint.retry().maxAttempts());
    json.writeArrayPropertyStart("depends_on");
    endpoint.dependsOn().forEach(json::writeString);
    json.writeEndArray();
    writeSchedule(endpoint);
    json.writeStringProperty("curl", JsonOutput.wellFormed(CurlLine.of(call, secrets)));
    json.writeEndObject();
  }

  private void writeSchedule(Endpoint endpoint) {
    endpoint
        .schedule()
        .ifPresent(
            schedule -> {
              json.writeStringProperty("schedule", shown(schedule.expression()));
              json.writeStringProperty("time_zone", schedule.zone().getId());
            });
    json.writeArrayPropertyStart("next_fire_times");
    for (ZonedDateTime due : FireTimes.next(endpoint, now, FIRE_TIMES)) {
      json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(due));
    }
    json.writeEndArray();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }

  private String shown(String text) {
    return JsonOutput.wellFormed(secrets.redact(text));
  }
}

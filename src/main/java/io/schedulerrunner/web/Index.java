package io.schedulerrunner.web;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.report.JsonOutput;
import io.schedulerrunner.report.ShownUrl;
import io.schedulerrunner.runner.Runner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** {@code GET /}: what the service is, how it is, and what it answers. */
final class Index implements Route.Action {

  private final Runner runner;
  private final String version;
  private final Clock clock;
  private final Instant startedAt;
  private final List<Route> routes;

  Index(Runner runner, String version, Clock clock, List<Route> routes) {
    this.runner = runner;
    this.version = version;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.routes = routes;
  }

  @Override
  public Answer answer(WebRequest request) {
    Instant now = clock.instant();
    Plan plan = runner.plan(RunRequest.DEFAULT);
    return Answer.object(
        200,
        json -> {
          json.writeStringProperty("name", "gcp-scheduler-runner");
          json.writeStringProperty("version", version);
          json.writeStringProperty("status", "ok");
          json.writeStringProperty("timestamp", IsoTime.format(now));
          json.writeStringProperty("started_at", IsoTime.format(startedAt));
          json.writeNumberProperty("uptime_seconds", Duration.between(startedAt, now).toSeconds());
          writeEndpoints(json, plan);
          json.writeArrayPropertyStart("routes");
          routes.forEach(route -> write(json, route));
          json.writeEndArray();
        });
  }

  private static void writeEndpoints(JsonGenerator json, Plan plan) {
    List<Call> calls = plan.calls();
    json.writeObjectPropertyStart("endpoints");
    json.writeNumberProperty("count", calls.size());
    json.writeArrayPropertyStart("names");
    calls.forEach(call -> json.writeString(call.name()));
    json.writeEndArray();
    json.writeArrayPropertyStart("items");
    calls.forEach(call -> write(json, call.endpoint(), plan.secrets()));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Endpoint endpoint, Secrets secrets) {
    json.writeStartObject();
    json.writeStringProperty("name", endpoint.name());
    json.writeStringProperty("method", endpoint.target().method());
    json.writeStringProperty("url", ShownUrl.of(endpoint.target(), secrets));
    json.writeArrayPropertyStart("tags");
    endpoint.tags().forEach(tag -> json.writeString(shown(tag, secrets)));
    json.writeEndArray();
    Optional<Schedule> schedule = endpoint.schedule();
    json.writeStringProperty(
        "schedule", schedule.map(at -> shown(at.expression(), secrets)).orElse(null));
    json.writeStringProperty("time_zone", schedule.map(at -> at.zone().getId()).orElse(null));
    json.writeEndObject();
  }

  private static String shown(String text, Secrets secrets) {
    return JsonOutput.wellFormed(secrets.redact(text));
  }

  private static void write(JsonGenerator json, Route route) {
    json.writeStartObject();
    json.writeStringProperty("method", route.method());
    json.writeStringProperty("path", route.path());
    json.writeStringProperty("access", route.access().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("summary", route.summary());
    if (!route.fields().isEmpty()) {
      json.writeObjectPropertyStart("fields");
      for (Map.Entry<String, String> field : route.fields().entrySet()) {
        json.writeStringProperty(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}

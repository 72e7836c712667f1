package io.schedulerrunner;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Fields;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.config.Reading;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Value;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.report.JsonOutput;
import io.schedulerrunner.schedule.ScheduleView;
import io.schedulerrunner.schedule.Schedules;
import io.schedulerrunner.schedule.Ticks;
import io.schedulerrunner.web.Answer;
import io.schedulerrunner.web.Refusal;
import io.schedulerrunner.web.Route;
import io.schedulerrunner.web.RunAnswers;
import io.schedulerrunner.web.WebRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** The routes of schedules: where the two entry points meet, which never see each other. */
final class ScheduleRoutes {

  private static final String HEADER = "X-CloudScheduler-ScheduleTime";
  private static final String EXAMPLE = "{\"at\": \"2026-11-23T06:00:00Z\"}";

  private final Schedules schedules;
  private final Ticks ticks;
  private final Supplier<Secrets> secrets;

  private ScheduleRoutes(Schedules schedules, Ticks ticks, Supplier<Secrets> secrets) {
    this.schedules = schedules;
    this.ticks = ticks;
    this.secrets = secrets;
  }

  /** All of them; the secrets are those that must not be shown in an expression. */
  static List<Route> of(Schedules schedules, Ticks ticks, Supplier<Secrets> secrets) {
    ScheduleRoutes routes = new ScheduleRoutes(schedules, ticks, secrets);
    return List.of(
        Route.guarded(
                "POST",
                "/tick",
                "Runs the endpoints whose schedule is due at the trigger's schedule time.",
                routes::tick)
            .startingRun()
            .withFields(Map.of("at", "The time of the tick; by default the trigger's, or now.")),
        Route.guarded(
            "GET", "/schedules", "Schedules with their next and last times.", routes::list),
        Route.guarded(
            "POST",
            "/schedules/{name}/pause",
            "Pauses an endpoint's schedule.",
            request -> routes.pause(request, true)),
        Route.guarded(
            "POST",
            "/schedules/{name}/resume",
            "Resumes an endpoint's schedule.",
            request -> routes.pause(request, false)));
  }

  private Answer tick(WebRequest request) throws IOException {
    Optional<Instant> asked = at(request.body());
    Optional<Instant> scheduled =
        request.header(HEADER).map(text -> time(HEADER, text, "2026-11-23T06:00:00Z"));
    return RunAnswers.of(ticks.tick(scheduled.or(() -> asked), request.arrivedNanos()));
  }

  private static Optional<Instant> at(byte[] body) {
    if (new String(body, UTF_8).isBlank()) {
      return Optional.empty();
    }
    Reading reading = Reading.untrusted();
    Optional<Fields> fields;
    try {
      fields = new Value(Json.read(body), "", reading).fields(EXAMPLE);
    } catch (JsonException e) {
      throw refused("body", "is not valid JSON: " + e.getMessage() + ".", EXAMPLE);
    }
    Optional<String> at =
        fields.flatMap(it -> it.value("at")).flatMap(it -> it.string("\"2026-11-23T06:00:00Z\""));
    fields.ifPresent(Fields::end);
    reading.end();
    return at.map(text -> time("at", text, EXAMPLE));
  }

  private static Instant time(String where, String text, String example) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refused(where, "must be a time with its offset (ISO 8601).", example);
    }
  }

  private static ConfigurationException refused(String where, String message, String example) {
    return new ConfigurationException(List.of(new Problem(where, message, example)));
  }

  private Answer list(WebRequest request) {
    List<ScheduleView> all = schedules.all();
    return Answer.object(
        200,
        json -> {
          json.writeArrayPropertyStart("schedules");
          for (ScheduleView view : all) {
            json.writeStartObject();
            write(json, view);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private Answer pause(WebRequest request, boolean paused) {
    try {
      return schedules
          .pause(request.parameter("name"), paused)
          .map(view -> Answer.object(200, json -> write(json, view)))
          .orElseGet(
              () -> Answer.error(404, "not_found", "No endpoint of this name has a schedule."));
    } catch (StoreException e) {
      throw new Refusal(
          Answer.error(503, "history_unavailable", "The history cannot be written at the moment."));
    }
  }

  private void write(JsonGenerator json, ScheduleView view) {
    String expression = view.schedule().expression();
    String shown = secrets.get().redact(expression);
    json.writeStringProperty("name", view.endpoint().name());
    json.writeStringProperty("schedule", JsonOutput.wellFormed(shown));
    if (shown.equals(expression)) {
      json.writeStringProperty("words", view.words());
    }
    json.writeStringProperty("time_zone", view.schedule().zone().getId());
    json.writeStringProperty("next", view.next().map(IsoTime::format).orElse(null));
    json.writeStringProperty(
        "next_local",
        view.next()
            .map(next -> next.atZone(view.schedule().zone()))
            .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
            .orElse(null));
    json.writeStringProperty("last", view.last().map(IsoTime::format).orElse(null));
    json.writeBooleanProperty("paused", view.paused());
  }
}

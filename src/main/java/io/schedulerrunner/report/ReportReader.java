package io.schedulerrunner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Attempt;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Phases;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/**
 * Reads back what a service reported, as far as it is shown again: each endpoint's outcome, but of
 * its attempts only how many there were. Secrets are hidden already. Pure and thread-safe.
 */
public final class ReportReader {

  private ReportReader() {}

  /**
   * The run of a report, in plan order.
   *
   * @throws IllegalArgumentException where it is no report
   */
  public static Run run(JsonNode report) {
    List<Result> results = new ArrayList<>();
    for (String list : List.of("results", "errors")) {
      report.path(list).forEach(line -> results.add(result(call(line), line)));
    }
    results.sort(Comparator.comparingInt(result -> result.call().index()));
    return new Run(
        text(report, "run_id"),
        new Trigger(text(report, "trigger"), Optional.empty(), Optional.empty()),
        plan(results.stream().map(Result::call).toList()),
        time(report, "started_at"),
        time(report, "timestamp"),
        duration(report),
        results);
  }

  /** A plan of which no more is known than its calls. */
  public static Plan plan(List<Call> calls) {
    return new Plan(
        calls,
        Plan.Mode.PARALLEL,
        Math.max(1, calls.size()),
        Duration.ZERO,
        Map.of(),
        Secrets.NONE,
        false);
  }

  /** The call of a report's or a dry run's line. */
  public static Call call(JsonNode line) {
    Endpoint endpoint =
        Endpoint.shown(text(line, "name"), text(line, "method"), text(line, "endpoint"));
    return new Call(line.path("index").asInt(0), endpoint, Payload.NONE);
  }

  /**
   * The result of a call, from a report's line or from an event.
   *
   * @throws IllegalArgumentException where it says nothing that is known
   */
  public static Result result(Call call, JsonNode line) {
    Duration duration = duration(line);
    Instant finished = time(line, line.has("at") ? "at" : "timestamp");
    Attempt attempt =
        new Attempt(
            1,
            finished.minus(duration),
            duration,
            OptionalInt.empty(),
            Optional.empty(),
            Phases.NONE,
            Optional.empty());
    return new Result(
        call,
        outcome(line),
        finished,
        duration,
        Collections.nCopies(line.path("attempts").asInt(0), attempt),
        line.path("reused").asBoolean(false),
        Optional.of(text(line, "curl")).filter(curl -> !curl.isEmpty()));
  }

  private static Outcome outcome(JsonNode line) {
    Optional<Response> response = response(line);
    return switch (constant(EndpointStatus.class, line, "status")) {
      case SUCCESS, WARNING ->
          new Outcome.Succeeded(response.orElseGet(() -> new Response(200, KeptBody.EMPTY)));
      case FAILED -> new Outcome.Failed(failure(line), response);
      case SKIPPED -> new Outcome.Skipped(failure(line));
      case NOT_STARTED -> new Outcome.NotStarted(failure(line));
      case CANCELLED -> new Outcome.Cancelled(failure(line));
      case OMITTED -> new Outcome.Omitted(text(line, "error"));
    };
  }

  private static Failure failure(JsonNode line) {
    return new Failure(constant(ErrorType.class, line, "error_type"), text(line, "error"));
  }

  private static Optional<Response> response(JsonNode line) {
    if (!line.path("status_code").isInt()) {
      return Optional.empty();
    }
    JsonNode body = line.path("response");
    StringWriter document = new StringWriter();
    if (!body.isMissingNode()) {
      try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), document)) {
        Json.write(out, body);
      }
    }
    KeptBody kept =
        KeptBody.stored(
            body.isString() ? KeptBody.Form.TEXT : KeptBody.Form.JSON,
            line.path("response_truncated").asBoolean(false),
            document.toString().getBytes(UTF_8));
    return Optional.of(new Response(line.path("status_code").intValue(), kept));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode line, String name) {
    return Enum.valueOf(type, text(line, name).toUpperCase(Locale.ROOT));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : "";
  }

  private static Instant time(JsonNode node, String name) {
    String text = text(node, name);
    return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
  }

  private static Duration duration(JsonNode node) {
    return Duration.ofMillis(node.path("duration_ms").asLong(0));
  }
}

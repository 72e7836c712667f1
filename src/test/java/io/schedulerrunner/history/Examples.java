package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Endpoint;
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
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Counts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Runs and results to test with. */
final class Examples {

  static final Instant NOW = Instant.parse("2026-11-23T06:00:00.123456Z");
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Failure HTTP_503 = new Failure(ErrorType.STATUS, "HTTP 503 Service Unavailable");

  private Examples() {}

  static OpenRequest keyed(String id, String key, String... names) {
    return request(id, Optional.of(key), NOW, names);
  }

  static OpenRequest keyless(String id, String... names) {
    return request(id, Optional.empty(), NOW, names);
  }

  static OpenRequest request(String id, Optional<String> key, Instant now, String... names) {
    return new OpenRequest(
        id,
        false,
        new Trigger("scheduler", Optional.of(NOW.minusSeconds(1)), key)
            .of("nightly", Overlap.ALLOW),
        Optional.of("nightly"),
        outline(names),
        new OpenRequest.Holder("instance-1", LEASE),
        now);
  }

  static RunOutline outline(String... names) {
    List<RunOutline.Entry> entries = new ArrayList<>();
    for (String name : names) {
      entries.add(new RunOutline.Entry(entries.size(), name, "definition of " + name));
    }
    return new RunOutline("settings-1", Plan.Mode.PARALLEL, Set.of("billing"), entries);
  }

  static OpenRequest at(OpenRequest request, Instant now) {
    return request.of(request.id(), now);
  }

  static OpenRequest again(String id, Instant now, String... names) {
    OpenRequest request = request(id, Optional.empty(), now, names);
    return new OpenRequest(
        id, true, Trigger.MANUAL, Optional.empty(), request.outline(), request.holder(), now);
  }

  static RecordedResult succeeded(int index, String name) {
    return result(index, name, new Outcome.Succeeded(response(200, "{\"ok\":true}")));
  }

  static RecordedResult failed(int index, String name) {
    return result(index, name, new Outcome.Failed(HTTP_503, Optional.of(response(503, "\"no\""))));
  }

  static RecordedResult result(int index, String name, Outcome outcome) {
    return result(index, name, outcome, NOW, Duration.ofMillis(87));
  }

  static RecordedResult result(
      int index, String name, Outcome outcome, Instant finishedAt, Duration duration) {
    Attempt attempt =
        new Attempt(
            1,
            NOW,
            duration,
            OptionalInt.of(200),
            Optional.empty(),
            Phases.NONE,
            Optional.of("127.0.0.1:80"));
    return RecordedResult.of(
        "definition of " + name,
        new Result(
            call(index, name, "POST", "https://example.test/" + name),
            outcome,
            finishedAt,
            duration,
            List.of(attempt),
            false,
            outcome instanceof Outcome.Failed
                ? Optional.of("curl -X POST 'https://example.test/" + name + "?a=\"b\"'")
                : Optional.empty()),
        Secrets.NONE);
  }

  static Call call(int index, String name, String method, String url) {
    return new Call(index, Endpoint.shown(name, method, url), Payload.NONE);
  }

  static RecordedResult with(RecordedResult result, Optional<String> curl, int weight) {
    return new RecordedResult(
        result.definition(),
        result.call(),
        result.outcome(),
        result.finishedAt(),
        result.duration(),
        result.attempts(),
        result.reused(),
        curl,
        weight);
  }

  static Response response(int status, String document) {
    return new Response(
        status, KeptBody.stored(KeptBody.Form.JSON, false, document.getBytes(UTF_8)));
  }

  static Ending ending(RecordedResult... results) {
    List<Result> all = java.util.Arrays.stream(results).map(RecordedResult::result).toList();
    return new Ending(NOW, NOW.plusSeconds(1), Duration.ofSeconds(1), Counts.of(all));
  }

  static RunQuery query(RunFilter filter) {
    return new RunQuery(filter, Optional.empty(), 50, NOW);
  }

  /** A result in a form that can be compared. */
  static String shown(RecordedResult recorded) {
    Result result = recorded.result();
    Optional<Response> response =
        switch (result.outcome()) {
          case Outcome.Succeeded succeeded -> Optional.of(succeeded.response());
          case Outcome.Failed failed -> failed.response();
          case Outcome.Skipped _, Outcome.NotStarted _, Outcome.Cancelled _, Outcome.Omitted _ ->
              Optional.empty();
        };
    String outcome =
        switch (result.outcome()) {
          case Outcome.Succeeded _ -> "succeeded";
          case Outcome.Failed failed -> "failed " + failed.failure();
          case Outcome.Skipped _, Outcome.NotStarted _, Outcome.Cancelled _, Outcome.Omitted _ ->
              result.outcome().toString();
        };
    return String.join(
        "|",
        List.of(
            "" + recorded.index(),
            recorded.name(),
            recorded.definition(),
            result.call().endpoint().target().method(),
            result.call().endpoint().target().url().shown(),
            outcome,
            response.map(Examples::shown).orElse("-"),
            result.finishedAt().toString(),
            result.duration().toString(),
            result.attempts().toString(),
            result.reused() ? "reused" : "called",
            result.curl().orElse("-")));
  }

  private static String shown(Response response) {
    return response.status()
        + " "
        + response.body().form()
        + (response.body().truncated() ? " cut " : " whole ")
        + document(response.body());
  }

  static String document(KeptBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(UTF_8);
  }
}

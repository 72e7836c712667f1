package io.schedulerrunner.cli;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.ReportReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a run that a service makes: from its events while it goes on, from its report at
 * the end. Thread-safe.
 */
final class RemoteRun {

  private static final String DATA = "data:";

  private final Map<Integer, Call> calls = new HashMap<>();
  private final Map<Integer, Result> results = new HashMap<>();
  private final Set<Integer> begun = new HashSet<>();
  private final RunListener listener;
  private boolean over;
  private volatile String id = "not known";

  RemoteRun(List<Call> planned, RunListener listener) {
    planned.forEach(call -> calls.put(call.index(), call));
    this.listener = listener;
  }

  String id() {
    return id;
  }

  void named(String known) {
    id = known;
  }

  /**
   * A line of the events. What was heard before is not told again, what is not understood is left
   * to the report, and what comes after the end is told to nobody.
   */
  synchronized void hear(String line) {
    if (line.startsWith(DATA) && !over) {
      try {
        heard(Json.read(line.substring(DATA.length())));
      } catch (JsonException | IllegalArgumentException e) {
        return;
      }
    }
  }

  private void heard(JsonNode event) {
    Optional<Call> call = Optional.ofNullable(calls.get(event.path("index").asInt(-1)));
    if (event.has("status")) {
      call.ifPresent(it -> finished(ReportReader.result(it, event)));
    } else {
      call.filter(it -> begun.add(it.index())).ifPresent(listener::started);
    }
  }

  private void finished(Result result) {
    begun.add(result.call().index());
    if (results.put(result.call().index(), result) == null) {
      listener.finished(result);
    }
  }

  /** The run as it was reported; what no event told is told now. */
  synchronized Run reported(JsonNode report) {
    Run run = ReportReader.run(report);
    run.results().forEach(this::finished);
    over = true;
    return run;
  }

  /** The run as far as it is known, of which no more will be heard. */
  synchronized Run broken(Instant started, Duration duration) {
    over = true;
    Failure unknown =
        new Failure(ErrorType.CANCELLED, "Not known: the service was not listened to any longer.");
    List<Result> all = new ArrayList<>();
    for (Call call : calls.values()) {
      all.add(
          results.getOrDefault(
              call.index(),
              new Result(
                  call,
                  new Outcome.Cancelled(unknown),
                  started,
                  Duration.ZERO,
                  Collections.emptyList(),
                  false,
                  Optional.empty())));
    }
    all.sort(java.util.Comparator.comparingInt(result -> result.call().index()));
    return new Run(
        id,
        new Trigger("cli", Optional.empty(), Optional.empty()),
        ReportReader.plan(all.stream().map(Result::call).toList()),
        started,
        started.plus(duration),
        duration,
        all);
  }
}

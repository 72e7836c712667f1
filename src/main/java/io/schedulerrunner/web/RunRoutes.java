package io.schedulerrunner.web;

import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.EndpointStatistics;
import io.schedulerrunner.history.RunDetail;
import io.schedulerrunner.history.RunPage;
import io.schedulerrunner.history.RunQuery;
import io.schedulerrunner.history.RunsJson;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.runner.History;
import io.schedulerrunner.runner.Runner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The routes of the history. */
public final class RunRoutes {

  /** How far back statistics look. */
  private static final Duration STATISTICS = Duration.ofDays(30);

  /** Keeps a browser's EventSource from connecting again (WHATWG HTML, section 9.2.3). */
  private static final Answer NOTHING_MORE = new Answer(204, Map.of(), Answer.Body.EMPTY);

  private final Runner runner;
  private final History history;
  private final RunEvents events;

  private RunRoutes(Runner runner, RunEvents.Pace pace) {
    this.runner = runner;
    history = runner.history();
    events = new RunEvents(history, pace);
  }

  /** The history's routes. */
  public static List<Route> of(Runner runner) {
    return of(runner, RunEvents.Pace.DEFAULT);
  }

  static List<Route> of(Runner runner, RunEvents.Pace pace) {
    RunRoutes routes = new RunRoutes(runner, pace);
    return List.of(
        Route.guarded(
            "GET",
            "/runs",
            "Earlier runs, newest first. Query: status, trigger, tag, endpoint, job, from, to,"
                + " limit, cursor.",
            routes::list),
        Route.guarded("GET", "/runs/{id}", "The report of a run.", routes::one),
        Route.guarded(
                "POST",
                "/runs/{id}/retry",
                "Runs again what did not succeed, as it is configured now.",
                routes::retry)
            .startingRun(),
        Route.guarded(
            "GET",
            "/runs/{id}/events",
            "A run's progress as server-sent events; Last-Event-ID resumes.",
            routes::events),
        Route.guarded("GET", "/statistics", "How endpoints have been doing.", routes::statistics));
  }

  private Answer list(WebRequest request) {
    Instant now = history.now();
    RunQuery query = RunQueries.read(request, now);
    RunPage page = asked(() -> history.read(store -> store.runs(query)));
    return Answer.object(200, json -> RunsJson.page(json, page, now));
  }

  private Answer one(WebRequest request) {
    RunDetail detail = detail(request);
    Report report = new Report(detail.toRun());
    String status = detail.run().status(history.now()).wireName();
    return Answer.json(200, out -> report.writeJson(out, Optional.of(status)));
  }

  private Answer retry(WebRequest request) {
    return RunAnswers.of(runner.retry(detail(request), request.arrivedNanos(), RunListener.NONE));
  }

  private Answer events(WebRequest request) {
    String id = request.parameter("id");
    Optional<String> last = request.header("Last-Event-ID");
    if (last.filter(EventStream.END::equals).isPresent()) {
      return NOTHING_MORE;
    }
    return runner
        .live()
        .find(id)
        .map(run -> events.live(run, last))
        .orElseGet(() -> events.recorded(detail(id)));
  }

  private Answer statistics(WebRequest request) {
    Instant since = history.now().minus(STATISTICS);
    List<EndpointStatistics> statistics =
        asked(() -> history.read(store -> store.statistics(Optional.empty(), since)));
    return Answer.object(200, json -> RunsJson.statistics(json, statistics));
  }

  private RunDetail detail(WebRequest request) {
    return detail(request.parameter("id"));
  }

  private RunDetail detail(String id) {
    return asked(() -> history.read(store -> store.run(id)))
        .orElseThrow(
            () ->
                new Refusal(
                    Answer.error(
                        404, "not_found", "There is no run with this id in the history.")));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreException e) {
      throw new Refusal(
          Answer.error(503, "history_unavailable", "The history cannot be read at the moment."));
    }
  }
}

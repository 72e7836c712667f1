package io.schedulerrunner.report;

import io.schedulerrunner.execute.ErrorType;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.plan.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a run came to. Every count is derived from the run's results. Immutable and thread-safe.
 *
 * @param run what is reported
 * @param kept whether the history has it
 * @param queued whether it waited for another run of the same job
 * @param notes what was done about it, for instance that it was mailed
 */
public record Report(Run run, boolean kept, boolean queued, List<RunObserver.Note> notes) {

  public Report {
    notes = List.copyOf(notes);
  }

  /** Of a run about which nothing was done. */
  public Report(Run run, boolean kept, boolean queued) {
    this(run, kept, queued, List.of());
  }

  /** Of a run that is in the history. */
  public Report(Run run) {
    this(run, true, false);
  }

  /** Endpoints in the report: all but the omitted ones. */
  public int totalEndpoints() {
    return run.results().size() - omitted();
  }

  /** Endpoints that succeeded, those with a warning included. */
  public int successful() {
    return count(EndpointStatus::isSuccessful);
  }

  /** Endpoints that answered 207. */
  public int warnings() {
    return count(EndpointStatus.WARNING::equals);
  }

  /** Endpoints that did not succeed, whatever the reason. */
  public int failed() {
    return count(EndpointStatus::isFailure);
  }

  /** Endpoints that their {@code when}, or that of what they depend on, left out. */
  public int omitted() {
    return count(EndpointStatus.OMITTED::equals);
  }

  /** Whether no endpoint failed; warnings are no failures. */
  public boolean success() {
    return failed() == 0;
  }

  /** In one word: {@code success}, {@code warning} or {@code failed}. */
  public String outcome() {
    return switch (httpStatus()) {
      case 200 -> "success";
      case 207 -> "warning";
      default -> "failed";
    };
  }

  /** Whether the deadline came before all endpoints were called and had answered. */
  public boolean missedDeadline() {
    return run.results().stream()
        .map(result -> ReportLine.of(result.outcome()).failure().map(Failure::type))
        .anyMatch(Optional.of(ErrorType.DEADLINE)::equals);
  }

  /** 500 when any endpoint failed, else 207 when any answered 207, else 200. */
  public int httpStatus() {
    if (!success()) {
      return 500;
    }
    return warnings() > 0 ? 207 : 200;
  }

  /** {@code parallel} only where more than one endpoint ran in parallel mode. */
  public String executionMode() {
    boolean parallel = run.plan().mode() == Plan.Mode.PARALLEL && count(EndpointStatus::ran) > 1;
    return parallel ? "parallel" : "sequential";
  }

  /**
   * Writes the report as JSON in UTF-8, endpoint by endpoint, so that its size costs no memory. The
   * stream is neither flushed nor closed, and should be a buffered one.
   *
   * @throws IOException where the stream or a kept body fails
   * @throws tools.jackson.core.exc.JacksonIOException where the stream fails
   */
  public void writeJson(OutputStream out) throws IOException {
    writeJson(out, Optional.empty());
  }

  /**
   * As {@link #writeJson(OutputStream)}, for a run of the history.
   *
   * @param status how it stands with the run now
   */
  public void writeJson(OutputStream out, Optional<String> status) throws IOException {
    new ReportJson(out, run.plan().secrets()).write(this, status);
  }

  /**
   * Writes one endpoint's object of the report, as {@link #writeJson(OutputStream)} does.
   *
   * @throws IOException where the stream or a kept body fails
   */
  public void writeResult(Result result, OutputStream out) throws IOException {
    new ReportJson(out, run.plan().secrets()).write(result);
  }

  /** The same without what the endpoints answered. */
  public Report withoutResponses() {
    List<Result> bare = run.results().stream().map(Report::withoutResponse).toList();
    Run reported =
        new Run(
            run.id(),
            run.trigger(),
            run.plan(),
            run.startedAt(),
            run.endedAt(),
            run.duration(),
            bare);
    return new Report(reported, kept, queued, notes);
  }

  /** The same result, its response said to be truncated to nothing. */
  public static Result withoutResponse(Result result) {
    return result.with(
        switch (result.outcome()) {
          case Outcome.Succeeded done -> new Outcome.Succeeded(bare(done.response()));
          case Outcome.Failed failed ->
              new Outcome.Failed(failed.failure(), failed.response().map(Report::bare));
          case Outcome.Skipped skipped -> skipped;
          case Outcome.NotStarted late -> late;
          case Outcome.Cancelled cancelled -> cancelled;
          case Outcome.Omitted omitted -> omitted;
        });
  }

  private static Response bare(Response response) {
    return new Response(response.status(), KeptBody.DROPPED);
  }

  private int count(Predicate<EndpointStatus> counted) {
    return Math.toIntExact(
        run.results().stream()
            .filter(result -> counted.test(ReportLine.of(result.outcome()).status()))
            .count());
  }
}

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

/**
 * What a run came to. Every count is derived from the run's results, whenever it is asked for.
 * Immutable and thread-safe.
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

  /** How many endpoints went how. */
  public Counts counts() {
    return Counts.of(run.results());
  }

  /** As {@link Counts#total()}. */
  public int totalEndpoints() {
    return counts().total();
  }

  /** As {@link Counts#successful()}. */
  public int successful() {
    return counts().successful();
  }

  /** As {@link Counts#warnings()}. */
  public int warnings() {
    return counts().warnings();
  }

  /** As {@link Counts#failed()}. */
  public int failed() {
    return counts().failed();
  }

  /** As {@link Counts#omitted()}. */
  public int omitted() {
    return counts().omitted();
  }

  /** As {@link Counts#success()}. */
  public boolean success() {
    return counts().success();
  }

  /** As {@link Counts#outcome()}. */
  public String outcome() {
    return counts().outcome();
  }

  /** As {@link Counts#httpStatus()}. */
  public int httpStatus() {
    return counts().httpStatus();
  }

  /** Whether the deadline came before all endpoints were called and had answered. */
  public boolean missedDeadline() {
    return run.results().stream()
        .map(result -> ReportLine.of(result.outcome()).failure().map(Failure::type))
        .anyMatch(Optional.of(ErrorType.DEADLINE)::equals);
  }

  /** {@code parallel} only where more than one endpoint ran in parallel mode. */
  public String executionMode() {
    boolean parallel =
        run.plan().mode() == Plan.Mode.PARALLEL
            && run.results().stream()
                    .filter(result -> ReportLine.of(result.outcome()).status().ran())
                    .limit(2)
                    .count()
                > 1;
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
}

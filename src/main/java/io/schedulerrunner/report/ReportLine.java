package io.schedulerrunner.report;

import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import java.util.Optional;

/**
 * What a report says of one outcome. Immutable.
 *
 * @param failure why it did not succeed; empty for successes and what was left out
 * @param response the answer, where one came
 */
public record ReportLine(
    EndpointStatus status, Optional<Failure> failure, Optional<Response> response) {

  /** The line for an outcome. */
  public static ReportLine of(Outcome outcome) {
    // Not by a switch over types: the JVM makes a class for each, on the way to every first report.
    if (outcome instanceof Outcome.Succeeded done) {
      return succeeded(done.response());
    }
    return outcome instanceof Outcome.Failed failed
        ? new ReportLine(EndpointStatus.FAILED, Optional.of(failed.failure()), failed.response())
        : uncalled(outcome);
  }

  private static ReportLine succeeded(Response response) {
    EndpointStatus status =
        response.isMultiStatus() ? EndpointStatus.WARNING : EndpointStatus.SUCCESS;
    return new ReportLine(status, Optional.empty(), Optional.of(response));
  }

  private static ReportLine uncalled(Outcome outcome) {
    if (outcome instanceof Outcome.Skipped skipped) {
      return uncalled(EndpointStatus.SKIPPED, skipped.failure());
    }
    if (outcome instanceof Outcome.NotStarted late) {
      return uncalled(EndpointStatus.NOT_STARTED, late.failure());
    }
    return outcome instanceof Outcome.Cancelled cancelled
        ? uncalled(EndpointStatus.CANCELLED, cancelled.failure())
        : new ReportLine(EndpointStatus.OMITTED, Optional.empty(), Optional.empty());
  }

  private static ReportLine uncalled(EndpointStatus status, Failure failure) {
    return new ReportLine(status, Optional.of(failure), Optional.empty());
  }
}

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
    return switch (outcome) {
      case Outcome.Succeeded done -> succeeded(done.response());
      case Outcome.Failed failed ->
          new ReportLine(EndpointStatus.FAILED, Optional.of(failed.failure()), failed.response());
      case Outcome.Skipped skipped -> uncalled(EndpointStatus.SKIPPED, skipped.failure());
      case Outcome.NotStarted late -> uncalled(EndpointStatus.NOT_STARTED, late.failure());
      case Outcome.Cancelled cancelled -> uncalled(EndpointStatus.CANCELLED, cancelled.failure());
      case Outcome.Omitted omitted ->
          new ReportLine(EndpointStatus.OMITTED, Optional.empty(), Optional.empty());
    };
  }

  private static ReportLine succeeded(Response response) {
    EndpointStatus status =
        response.isMultiStatus() ? EndpointStatus.WARNING : EndpointStatus.SUCCESS;
    return new ReportLine(status, Optional.empty(), Optional.of(response));
  }

  private static ReportLine uncalled(EndpointStatus status, Failure failure) {
    return new ReportLine(status, Optional.of(failure), Optional.empty());
  }
}

package io.schedulerrunner.notify;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.ReportLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a run is worth a mail.
 *
 * @param failedBefore whether something failed in the last run of its kind
 * @param sameFailures whether the same endpoints failed then
 */
record Occasion(boolean success, boolean failedBefore, boolean sameFailures) {

  /** Of a run, after earlier ones of its kind, newest first. What has not ended says nothing. */
  static Occasion of(RunStart start, Report report, List<PastRun> earlier) {
    if (start.resumed()) {
      // It is the failed run itself that is carried on: its failures were told of.
      return new Occasion(report.success(), true, true);
    }
    Optional<PastRun> last = earlier.stream().filter(run -> run.result().isFinished()).findFirst();
    boolean failedBefore = last.filter(run -> run.result() == PastRun.Result.FAILED).isPresent();
    Set<String> failed =
        report.run().results().stream()
            .filter(result -> ReportLine.of(result.outcome()).status().isFailure())
            .map(result -> result.call().name())
            .collect(Collectors.toSet());
    return new Occasion(
        report.success(), failedBefore, last.map(PastRun::failed).equals(Optional.of(failed)));
  }

  /** Whether it succeeded where the last one did not. */
  boolean recovered() {
    return success && failedBefore;
  }

  /** Why no mail is sent; nothing where one is. */
  Optional<String> silence(Notifications.Mail.On on) {
    return switch (on) {
      case ALWAYS -> Optional.empty();
      case FAILURE ->
          success ? Optional.of("EMAIL_ON=failure, and nothing failed.") : Optional.empty();
      case CHANGE ->
          isChange()
              ? Optional.empty()
              : Optional.of("EMAIL_ON=change, and the result is that of the last run.");
    };
  }

  private boolean isChange() {
    return success ? failedBefore : !(failedBefore && sameFailures);
  }
}

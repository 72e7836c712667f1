package io.schedulerrunner.report;

import io.schedulerrunner.execute.Result;
import java.util.List;
import java.util.Map;

/**
 * How many endpoints went how. Immutable.
 *
 * @param successful those with a warning, which are those that answered 207, included
 * @param failed everything that is neither successful nor left out by a {@code when}
 */
public record Counts(int successful, int warnings, int failed, int omitted) {

  /** Counts results, in one pass: of a large run, each takes a while. */
  public static Counts of(List<Result> results) {
    int successful = 0;
    int warnings = 0;
    int failed = 0;
    for (Result result : results) {
      EndpointStatus status = ReportLine.of(result.outcome()).status();
      successful += status.isSuccessful() ? 1 : 0;
      warnings += status == EndpointStatus.WARNING ? 1 : 0;
      failed += status.isFailure() ? 1 : 0;
    }
    return new Counts(successful, warnings, failed, results.size() - successful - failed);
  }

  /** Of how many endpoints have which status. */
  public static Counts of(Map<EndpointStatus, Integer> counts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int warnings = counts.getOrDefault(EndpointStatus.WARNING, 0);
    int successful = counts.getOrDefault(EndpointStatus.SUCCESS, 0) + warnings;
    int omitted = counts.getOrDefault(EndpointStatus.OMITTED, 0);
    return new Counts(successful, warnings, all - successful - omitted, omitted);
  }

  /** Endpoints in the report: all but the omitted ones. */
  public int total() {
    return successful + failed;
  }

  /** Whether no endpoint failed; warnings are no failures. */
  public boolean success() {
    return failed == 0;
  }

  /** 500 when any endpoint failed, else 207 when any answered 207, else 200. */
  public int httpStatus() {
    int fine = warnings > 0 ? 207 : 200;
    return success() ? fine : 500;
  }

  /** In one word: {@code success}, {@code warning} or {@code failed}. */
  public String outcome() {
    String fine = warnings > 0 ? "warning" : "success";
    return success() ? fine : "failed";
  }
}

package io.schedulerrunner.history;

import io.schedulerrunner.execute.Result;
import io.schedulerrunner.report.EndpointStatus;
import io.schedulerrunner.report.ReportLine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many endpoints went how; kept with a run so that a list of runs need not read all results.
 *
 * @param successful those with a warning included
 * @param failed everything that is neither successful nor omitted
 */
public record Counts(int successful, int warnings, int failed, int omitted) {

  /** Counts results. */
  public static Counts of(List<Result> results) {
    Map<EndpointStatus, Integer> counts = new EnumMap<>(EndpointStatus.class);
    for (Result result : results) {
      counts.merge(ReportLine.of(result.outcome()).status(), 1, Integer::sum);
    }
    return of(counts);
  }

  /** Of how many endpoints have which status. */
  static Counts of(Map<EndpointStatus, Integer> counts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int warnings = counts.getOrDefault(EndpointStatus.WARNING, 0);
    int successful = counts.getOrDefault(EndpointStatus.SUCCESS, 0) + warnings;
    int omitted = counts.getOrDefault(EndpointStatus.OMITTED, 0);
    return new Counts(successful, warnings, all - successful - omitted, omitted);
  }
}

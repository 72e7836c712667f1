package io.schedulerrunner.notify;

import io.schedulerrunner.config.OneLine;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.report.IsoTime;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.report.Row;
import io.schedulerrunner.report.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What people are told of a run, whatever it is written in. Every text is on one line, of limited
 * length and without secrets. Immutable.
 *
 * @param earlier runs of the same kind, newest first
 * @param recovered whether it succeeded where the last one did not
 */
record Digest(Report report, List<PastRun> earlier, boolean recovered) {

  /** How many runs the strip shows, this one included. */
  static final int STRIP = 10;

  private static final int MOST_FAILURES = 25;
  private static final int MOST_SLOW = 5;
  private static final int MOST_NAMES = 3;
  private static final int LONGEST_JOB = 80;

  Digest {
    earlier = List.copyOf(earlier);
  }

  /** A line of a table. */
  record Line(String label, String value) {}

  /** How a run went, for the strip. */
  record Tick(PastRun.Result result, String startedAt) {}

  /** In a word. */
  Verdict verdict() {
    if (!report.success()) {
      return Verdict.FAILED;
    }
    if (recovered) {
      return Verdict.RECOVERED;
    }
    return report.warnings() > 0 ? Verdict.WARNING : Verdict.OK;
  }

  /** In a sentence without a full stop. */
  String summary() {
    int total = report.totalEndpoints();
    if (total == 0) {
      return "No endpoint was called";
    }
    if (report.success()) {
      String warnings =
          report.warnings() == 0 ? "" : ", " + report.warnings() + " with a warning (HTTP 207)";
      return (total == 1 ? "The endpoint" : "All " + total + " endpoints")
          + " succeeded"
          + warnings;
    }
    return report.failed() + " of " + counted(total, "endpoint") + " failed: " + names();
  }

  private String names() {
    List<String> names =
        failed().stream().map(result -> result.call().name()).limit(MOST_NAMES).toList();
    int more = report.failed() - names.size();
    return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
  }

  /** The mail's subject: verdict, summary, job. */
  String subject() {
    String job = job();
    return "[" + verdict() + "] " + summary() + (job.isEmpty() ? "" : " - " + job);
  }

  private String job() {
    return report.run().trigger().job().map(job -> Cut.of(job, LONGEST_JOB)).orElse("");
  }

  /** What the run was. */
  List<Line> facts() {
    Run run = report.run();
    List<Line> facts = new ArrayList<>();
    if (!job().isEmpty()) {
      facts.add(new Line("Job", job()));
    }
    facts.add(new Line("Started by", OneLine.of(run.trigger().source())));
    run.trigger()
        .scheduleTime()
        .ifPresent(due -> facts.add(new Line("Scheduled for", IsoTime.format(due))));
    facts.add(new Line("Started at", IsoTime.format(run.startedAt())));
    facts.add(new Line("Took", Span.text(run.duration())));
    facts.add(new Line("Run", run.id()));
    return facts;
  }

  /** How many endpoints went how; what none did is left out. */
  List<Line> counts() {
    Map<Row.Kind, Long> counts =
        report.run().results().stream()
            .map(result -> Row.of(result).kind())
            .collect(
                Collectors.groupingBy(
                    kind -> kind, () -> new EnumMap<>(Row.Kind.class), Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> new Line(count.getKey().label(), Long.toString(count.getValue())))
        .toList();
  }

  /** What failed, in the order of the configuration; at most so many that a mail can be read. */
  List<Failing> failures() {
    return failed().stream()
        .limit(MOST_FAILURES)
        .map(result -> Failing.of(result, report.run().plan().secrets()))
        .toList();
  }

  /** How many failures {@link #failures} leaves out. */
  int moreFailures() {
    return Math.max(0, report.failed() - MOST_FAILURES);
  }

  private List<Result> failed() {
    return report.run().results().stream()
        .filter(result -> ReportLine.of(result.outcome()).status().isFailure())
        .toList();
  }

  /** The endpoints that took longest; where there is one only, that says nothing. */
  List<Line> slowest() {
    List<Result> called =
        report.run().results().stream().filter(result -> !result.attempts().isEmpty()).toList();
    if (called.size() < 2) {
      return List.of();
    }
    return called.stream()
        .sorted(Comparator.<Result, Duration>comparing(Result::duration).reversed())
        .limit(MOST_SLOW)
        .map(result -> new Line(result.call().name(), Span.text(result.duration())))
        .toList();
  }

  /** The last runs, oldest first, this one last. */
  List<Tick> strip() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(new Tick(result(), IsoTime.format(report.run().startedAt())));
    earlier.stream()
        .limit(STRIP - 1L)
        .map(run -> new Tick(run.result(), IsoTime.format(run.startedAt())))
        .forEach(ticks::addFirst);
    return ticks;
  }

  private PastRun.Result result() {
    if (!report.success()) {
      return PastRun.Result.FAILED;
    }
    return report.warnings() > 0 ? PastRun.Result.WARNING : PastRun.Result.SUCCESS;
  }

  /** Such as {@code 3 endpoints}. */
  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}

package io.schedulerrunner.cli;

import io.schedulerrunner.execute.Run;
import io.schedulerrunner.report.Row;
import io.schedulerrunner.report.TextReport;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a run is seen: while it goes on, as a table or JSON at the end, and in files.
 *
 * @param json only the report, as JSON
 * @param quiet no progress, and only what did not succeed
 */
record RunOutput(Host host, boolean json, boolean quiet, List<ReportFiles.Target> files) {

  Progress progress(int total) {
    if (quiet) {
      return Progress.none(host.err());
    }
    Terminal terminal = host.errTerminal().get();
    return terminal.live()
        ? new LiveProgress(host, terminal, total)
        : new PlainProgress(host.err(), total);
  }

  /**
   * Shows what a run came to.
   *
   * @param document writes the report as JSON
   * @return the exit code: 0 where all succeeded, else 1
   */
  int print(Run run, Consumer<java.io.PrintStream> document) {
    if (json) {
      document.accept(host.out());
    } else {
      StringBuilder text = new StringBuilder(1024);
      new TextReport(run, host.outTerminal().get().style(), quiet).appendTo(text);
      host.out().print(text);
    }
    host.out().flush();
    files.forEach(file -> file.write(run));
    return run.results().stream().anyMatch(result -> Row.of(result).kind().isProblem()) ? 1 : 0;
  }
}

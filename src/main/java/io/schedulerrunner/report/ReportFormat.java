package io.schedulerrunner.report;

import io.schedulerrunner.execute.Run;

/** A form in which a run can be written to a file, for people or for other programs. */
public enum ReportFormat {
  /** One page for a browser, which needs nothing else. */
  HTML {
    @Override
    public String text(Run run) {
      return new HtmlReport(run).text();
    }
  },
  /** The XML in which CI systems read the results of tests. */
  JUNIT {
    @Override
    public String text(Run run) {
      return new JunitReport(run).text();
    }
  },
  /** The Test Anything Protocol, version 14. */
  TAP {
    @Override
    public String text(Run run) {
      return new TapReport(run).text();
    }
  };

  /** The whole document, with line feeds; secrets are hidden. */
  public abstract String text(Run run);
}

package io.schedulerrunner.report;

import io.schedulerrunner.execute.Run;
import java.util.Comparator;
import java.util.List;

/**
 * A run as one page that needs nothing else: no script, no other file, light or dark as its reader
 * likes it. What failed stands first, opened.
 */
record HtmlReport(Run run) {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--bad:#c0281c;--good:#1a7f4b;--odd:#9a6700}
      @media(prefers-color-scheme:dark){:root{--bad:#ff8a7d;--good:#63d39a;--odd:#e2b23c}}
      body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.4rem;margin:0}p{margin:.3rem 0 1.5rem;opacity:.8}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid var(--line)}
      td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .success{color:var(--good)}.failed{color:var(--bad);font-weight:600}
      .warning,.skipped,.not_started,.cancelled{color:var(--odd)}.omitted{opacity:.7}
      code,pre{font:13px/1.45 ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}
      pre{margin:.4rem 0;padding:.5rem .6rem;border:1px solid var(--line);border-radius:6px}
      .url{opacity:.75}@media(max-width:40rem){.wide{display:none}}
      """;

  String text() {
    List<Evidence> all =
        run.results().stream()
            .map(result -> Evidence.of(result, run.plan().secrets()))
            .sorted(Comparator.comparing((Evidence one) -> one.row().kind()).reversed())
            .toList();
    Report report = new Report(run);
    String verdict =
        report.failed() == 0
            ? report.successful() + " succeeded"
            : report.failed() + " of " + report.totalEndpoints() + " did not succeed";
    StringBuilder html = new StringBuilder(8192);
    html.append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    html.append("<title>").append(verdict).append("</title>\n<style>\n").append(STYLE);
    html.append("</style>\n<main>\n<h1 class=\"").append(report.success() ? "success" : "failed");
    html.append("\">").append(verdict).append("</h1>\n<p>Run ").append(Markup.text(run.id()));
    html.append(", ").append(IsoTime.format(run.startedAt())).append(", ");
    html.append(Span.text(run.duration())).append("</p>\n<table>\n<thead><tr><th scope=\"col\">");
    html.append("Endpoint</th><th scope=\"col\">Status</th><th scope=\"col\">Code</th>");
    html.append("<th scope=\"col\" class=\"wide\">Tries</th><th scope=\"col\">Time</th></tr>");
    html.append("</thead>\n<tbody>\n");
    all.forEach(evidence -> append(html, evidence));
    return html.append("</tbody>\n</table>\n</main>\n</html>\n").toString();
  }

  private static void append(StringBuilder html, Evidence evidence) {
    Row row = evidence.row();
    html.append("<tr><td><strong>").append(Markup.text(row.name())).append("</strong><br><code ");
    html.append("class=\"url\">").append(Markup.text(evidence.request())).append("</code>");
    if (!row.remark().isEmpty()) {
      html.append("<br>").append(Markup.text(row.remark()));
    }
    append(html, row.curl());
    append(html, row.kind().isProblem() ? evidence.response() : "");
    html.append("</td><td class=\"").append(evidence.line().status().wireName()).append("\">");
    html.append(row.kind().label()).append("</td><td class=\"n\">").append(row.code());
    html.append("</td><td class=\"n wide\">")
        .append(row.attempts())
        .append("</td><td class=\"n\">");
    html.append(row.time()).append("</td></tr>\n");
  }

  private static void append(StringBuilder html, String block) {
    if (!block.isEmpty()) {
      html.append("<pre>").append(Markup.text(block)).append("</pre>");
    }
  }
}

package io.schedulerrunner.notify;

import java.util.List;

/**
 * A mail's HTML part: one column, no scripts, no images, nothing fetched. Styles stand at the
 * elements, since some mail programs drop everything else; only what phones and dark screens change
 * is in a style sheet.
 */
final class HtmlText {

  private static final String FOOT = "</div>\n</div>\n</body>\n</html>\n";

  private static final String HEADING = "<h2 style=\"font-size:15px;margin:24px 0 8px\">%s</h2>\n";

  private static final String CODE =
      "font:12px/1.5 ui-monospace,Menlo,Consolas,monospace;"
          + "overflow-wrap:anywhere;word-break:break-word;white-space:pre-wrap";

  private final StringBuilder html = new StringBuilder(8192);

  private HtmlText() {}

  /** The whole document. */
  static String of(Digest digest, int leftOut) {
    return new HtmlText().write(digest, leftOut);
  }

  private String write(Digest digest, int leftOut) {
    html.append(head(digest.subject()));
    element(
        "div",
        "background:" + digest.verdict().colour() + ";color:#ffffff;padding:20px 24px",
        "<div style=\"font-size:12px;letter-spacing:.08em;font-weight:600\">"
            + digest.verdict()
            + "</div><h1 style=\"font-size:20px;line-height:1.3;margin:4px 0 0;"
            + "overflow-wrap:anywhere\">"
            + escape(digest.summary())
            + "</h1>");
    html.append("<div style=\"padding:16px 24px 24px\">\n");
    table(digest.facts());
    section("Endpoints", digest.counts());
    strip(digest.strip());
    failures(digest);
    section("Slowest", digest.slowest());
    if (leftOut > 0) {
      paragraph(PlainText.note(leftOut));
    }
    html.append("</div>\n").append(FOOT);
    return html.toString();
  }

  private static String head(String title) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    <style>
    @media (max-width: 480px) { .page { padding: 0 !important } .card { border-radius: 0 !important } }
    @media (prefers-color-scheme: dark) {
      body, .page { background: #16181d !important }
      .card { background: #20232a !important; color: #e6e8eb !important; border-color: #3a3f4a !important }
      .faint { color: #a4abb8 !important }
      .box { background: #16181d !important; color: #e6e8eb !important; border-top-color: #3a3f4a !important;
        border-right-color: #3a3f4a !important; border-bottom-color: #3a3f4a !important }
    }
    </style>
    </head>
    <body style="margin:0;background:#f1f3f6">
    <div class="page" role="main" style="padding:24px 12px;background:#f1f3f6;\
    font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
    <div class="card" style="max-width:640px;margin:0 auto;background:#ffffff;color:#1f2329;\
    border:1px solid #d9dde3;border-radius:8px;overflow:hidden">
    """
        .formatted(escape(title));
  }

  private void section(String title, List<Digest.Line> lines) {
    if (!lines.isEmpty()) {
      html.append(HEADING.formatted(title));
      table(lines);
    }
  }

  private void table(List<Digest.Line> lines) {
    html.append(
        "<table role=\"presentation\" style=\"border-collapse:collapse;font-size:14px\">\n");
    for (Digest.Line line : lines) {
      html.append("<tr><td class=\"faint\" style=\"padding:2px 16px 2px 0;color:#5c6470;")
          .append("vertical-align:top;white-space:nowrap\">")
          .append(escape(line.label()))
          .append("</td><td style=\"padding:2px 0;overflow-wrap:anywhere\">")
          .append(escape(line.value()))
          .append("</td></tr>\n");
    }
    html.append("</table>\n");
  }

  private void strip(List<Digest.Tick> ticks) {
    html.append(HEADING.formatted("The last runs, newest last"));
    html.append("<div>");
    for (Digest.Tick tick : ticks) {
      html.append("<span title=\"")
          .append(escape(title(tick)))
          .append("\" style=\"display:inline-block;width:22px;height:22px;line-height:22px;")
          .append("margin:0 4px 4px 0;border-radius:4px;text-align:center;color:#ffffff;")
          .append("font-size:13px;background:")
          .append(Mark.of(tick.result()).colour())
          .append("\">")
          .append(Mark.of(tick.result()).sign())
          .append("</span>");
    }
    html.append("</div>\n");
  }

  private static String title(Digest.Tick tick) {
    return tick.startedAt() + " " + Mark.of(tick.result()).words();
  }

  private void failures(Digest digest) {
    List<Failing> failures = digest.failures();
    if (!failures.isEmpty()) {
      html.append(HEADING.formatted("What failed"));
      failures.forEach(this::failure);
    }
    if (digest.moreFailures() > 0) {
      paragraph("… and " + digest.moreFailures() + " more.");
    }
  }

  private void failure(Failing failing) {
    html.append("<div class=\"box\" style=\"border:1px solid #d9dde3;border-left:4px solid ")
        .append(Verdict.FAILED.colour())
        .append(";border-radius:4px;padding:10px 12px;margin:0 0 10px\">\n");
    element(
        "div",
        "font-weight:600;overflow-wrap:anywhere",
        escape(failing.name())
            + " <span class=\"faint\" style=\"font-weight:400;color:#5c6470\">"
            + escape(failing.status())
            + (failing.effort().isEmpty() ? "" : " · " + escape(failing.effort()))
            + "</span>");
    element("div", "margin:4px 0;overflow-wrap:anywhere", escape(failing.cause()));
    if (!failing.answer().isEmpty()) {
      element("div", CODE + ";margin:4px 0", "Answer: " + escape(failing.answer()));
    }
    element("div", CODE + ";margin:4px 0", escape(failing.curl()));
    html.append("</div>\n");
  }

  private void paragraph(String sentence) {
    html.append("<p class=\"faint\" style=\"font-size:13px;color:#5c6470\">")
        .append(escape(sentence))
        .append("</p>\n");
  }

  private void element(String name, String style, String content) {
    html.append('<').append(name).append(" style=\"").append(style).append("\">");
    html.append(content).append("</").append(name).append(">\n");
  }

  /** Text that is neither markup nor able to end an attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

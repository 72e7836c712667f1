package io.schedulerrunner.report;

import io.schedulerrunner.execute.Run;
import java.util.List;

/**
 * A run in the XML that JUnit made common: a test suite with a test case for each endpoint, as CI
 * systems read it. What failed is a failure, what was not called or cut off an error; what a failed
 * dependency or {@code when} kept from being called is skipped.
 */
record JunitReport(Run run) {

  String text() {
    List<Evidence> all =
        run.results().stream().map(result -> Evidence.of(result, run.plan().secrets())).toList();
    String counts =
        " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\""
            .formatted(
                all.size(),
                count(all, "failure"),
                count(all, "error"),
                count(all, "skipped"),
                Evidence.seconds(run.duration()));
    String name = " name=\"run " + Markup.text(run.id()) + '"';
    StringBuilder xml = new StringBuilder(4096);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites").append(name).append(counts).append(">\n");
    xml.append("  <testsuite").append(name).append(counts);
    xml.append(" timestamp=\"").append(IsoTime.format(run.startedAt())).append("\">\n");
    all.forEach(evidence -> append(xml, evidence));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private static long count(List<Evidence> all, String element) {
    return all.stream().filter(evidence -> element.equals(element(evidence.row().kind()))).count();
  }

  private static void append(StringBuilder xml, Evidence evidence) {
    xml.append("    <testcase name=\"").append(Markup.text(evidence.row().name()));
    xml.append("\" classname=\"").append(Markup.text(evidence.request()));
    xml.append("\" time=\"").append(Evidence.seconds(evidence.result().duration()));
    String element = element(evidence.row().kind());
    if (element.isEmpty()) {
      xml.append("\"/>\n");
      return;
    }
    xml.append("\">\n      <").append(element);
    xml.append(" message=\"").append(Markup.text(evidence.row().remark()));
    xml.append("\" type=\"").append(Markup.text(evidence.type())).append("\">");
    xml.append(Markup.text(evidence.details()));
    xml.append("</").append(element).append(">\n    </testcase>\n");
  }

  private static String element(Row.Kind kind) {
    return switch (kind) {
      case SUCCESS, WARNING -> "";
      case FAILED -> "failure";
      case NOT_STARTED, CANCELLED -> "error";
      case SKIPPED, OMITTED -> "skipped";
    };
  }
}

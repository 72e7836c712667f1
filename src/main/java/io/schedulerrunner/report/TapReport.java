package io.schedulerrunner.report;

import io.schedulerrunner.execute.Run;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/**
 * A run in the Test Anything Protocol, version 14 (testanything.org): a line for each endpoint, and
 * below a failure what is known of it.
 */
record TapReport(Run run) {

  String text() {
    StringBuilder tap = new StringBuilder(1024).append("TAP version 14\n1..");
    tap.append(run.results().size()).append('\n');
    run.results().forEach(result -> append(tap, Evidence.of(result, run.plan().secrets())));
    return tap.toString();
  }

  private static void append(StringBuilder tap, Evidence evidence) {
    boolean problem = evidence.row().kind().isProblem();
    tap.append(problem ? "not ok " : "ok ").append(evidence.result().call().index() + 1);
    tap.append(" - ").append(evidence.row().name().replace("\\", "\\\\").replace("#", "\\#"));
    if (evidence.row().kind() == Row.Kind.OMITTED) {
      tap.append(" # SKIP ").append(evidence.row().remark());
    }
    tap.append('\n');
    if (problem) {
      tap.append("  ---\n");
      append(tap, "message", evidence.row().remark());
      append(tap, "severity", "fail");
      append(tap, "status", evidence.row().kind().label());
      append(tap, "error_type", evidence.type());
      append(tap, "status_code", evidence.row().code());
      append(tap, "request", evidence.request());
      append(tap, "curl", evidence.row().curl());
      append(tap, "response", evidence.response());
      tap.append("  duration_ms: ").append(evidence.result().duration().toMillis());
      tap.append("\n  ...\n");
    }
  }

  /** A JSON string is a YAML string, too. */
  private static void append(StringBuilder tap, String name, String value) {
    if (!value.isEmpty()) {
      ByteArrayOutputStream quoted = new ByteArrayOutputStream();
      try (JsonGenerator json = JsonOutput.to(quoted)) {
        json.writeString(JsonOutput.wellFormed(value));
      }
      tap.append("  ").append(name).append(": ");
      tap.append(quoted.toString(StandardCharsets.UTF_8)).append('\n');
    }
  }
}

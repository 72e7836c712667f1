package io.schedulerrunner.report;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * What is known of one endpoint's result, as the texts of a document for people or for a test
 * report. Secrets are hidden.
 *
 * @param response what was kept of the answer's body, as JSON; empty where there is none
 */
record Evidence(Row row, ReportLine line, Result result, String url, String response) {

  private static final int LONGEST_RESPONSE = 4_000;

  static Evidence of(Result result, Secrets secrets) {
    ReportLine line = ReportLine.of(result.outcome());
    return new Evidence(
        Row.of(result),
        line,
        result,
        ShownUrl.of(result.call().endpoint().target(), secrets),
        line.response().map(Response::body).map(Evidence::text).orElse(""));
  }

  /** The method and the URL. */
  String request() {
    return result.call().endpoint().target().method() + " " + url;
  }

  /** The kind of failure, or the status where there was none. */
  String type() {
    return line.failure()
        .map(Failure::type)
        .map(type -> type.wireName())
        .orElseGet(() -> line.status().wireName());
  }

  /** Why, how to try again, and what came back, where something did. */
  String details() {
    StringBuilder text = new StringBuilder(row.remark());
    append(text, row.curl());
    append(text, response);
    return text.toString();
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append("\n\n").append(part);
    }
  }

  /** Seconds with three decimals, as test reports have them. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%d.%03d", duration.toSeconds(), duration.toMillisPart());
  }

  private static String text(KeptBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.writeTo(bytes);
    } catch (IOException e) {
      return "(It cannot be read any more.)";
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return text.length() <= LONGEST_RESPONSE ? text : text.substring(0, LONGEST_RESPONSE) + "…";
  }
}

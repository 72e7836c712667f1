package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.CurlLine;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.report.Span;
import java.util.Optional;

/**
 * An endpoint that did not succeed, as people are told of it: every text on one line, of limited
 * length and without secrets.
 *
 * @param status such as {@code not started}
 * @param cause in a sentence
 * @param effort how often it was called and how long that took; empty where it was not called
 * @param answer the beginning of what it answered; empty where that is nothing
 * @param curl to call it by hand
 */
record Failing(
    String name, String status, String cause, String effort, String answer, String curl) {

  private static final int LONGEST = 500;
  private static final int LONGEST_COMMAND = 2_000;

  /** Of a result that is a failure. */
  static Failing of(Result result, Secrets secrets) {
    ReportLine line = ReportLine.of(result.outcome());
    return new Failing(
        result.call().name(),
        line.status().wireName().replace('_', ' '),
        Cut.of(line.failure().orElseThrow().message(), LONGEST),
        effort(result),
        answer(line.response().map(Response::body)),
        Cut.of(
            result.curl().orElseGet(() -> CurlLine.of(result.call(), secrets)), LONGEST_COMMAND));
  }

  private static String effort(Result result) {
    int attempts = result.attempts().size();
    return attempts == 0
        ? ""
        : Digest.counted(attempts, "attempt") + " in " + Span.text(result.duration());
  }

  /** As the report writes it, but for the quotes around a text. */
  private static String answer(Optional<KeptBody> response) {
    if (response.isEmpty()) {
      return "";
    }
    KeptBody body = response.orElseThrow();
    String document = new String(BoundedOutput.head(4 * LONGEST, body::writeTo), UTF_8);
    return Cut.of(document.replaceFirst("^\"", "").replaceFirst("\"$", ""), LONGEST);
  }
}

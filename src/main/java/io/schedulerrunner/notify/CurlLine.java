package io.schedulerrunner.notify;

import io.schedulerrunner.config.OneLine;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.report.ShownUrl;

/** The line that makes a call by hand. */
final class CurlLine {

  private CurlLine() {}

  /** For a POSIX shell, secrets hidden. */
  static String of(Result result, Secrets secrets) {
    String url = ShownUrl.of(result.call().endpoint().target(), secrets);
    String method = result.call().endpoint().target().method();
    return "curl -X " + method + " '" + OneLine.of(url).replace("'", "'\\''") + "'";
  }
}

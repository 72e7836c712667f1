package io.schedulerrunner.execute;

import java.util.List;
import java.util.Map;

/**
 * An answer, as far as it is kept and free of secrets.
 *
 * @param headers by lower-case name
 */
public record Response(int status, Map<String, List<String>> headers, KeptBody body) {

  /** Whether the status is 2xx. */
  public boolean isSuccessful() {
    return status / 100 == 2;
  }

  /**
   * Whether the status is 207 Multi-Status (RFC 4918, section 11.1): something inside did not go
   * well.
   */
  public boolean isMultiStatus() {
    return status == 207;
  }
}

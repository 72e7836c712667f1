package io.schedulerrunner.execute;

/** An answer, as far as it is kept and free of secrets. */
public record Response(int status, KeptBody body) {

  /**
   * Whether the status is 207 Multi-Status (RFC 4918, section 11.1): something inside did not go
   * well.
   */
  public boolean isMultiStatus() {
    return status == 207;
  }
}

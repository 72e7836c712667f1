package io.schedulerrunner.execute;

import java.time.Instant;

/** What came of asking for a token. */
public sealed interface TokenReply {

  /** A token; a secret. */
  record Issued(String token, Instant expires) implements TokenReply {
    @Override
    public String toString() {
      return "Issued[" + expires + "]";
    }
  }

  /**
   * None.
   *
   * @param reason a sentence that says what to do, without anything secret
   */
  record Refused(String reason) implements TokenReply {}
}

package io.schedulerrunner.google;

import tools.jackson.databind.JsonNode;

/** What came of asking one of Google's APIs. */
public sealed interface ApiReply {

  /** It did what was asked. */
  record Answered(JsonNode body) implements ApiReply {}

  /**
   * It did not, and says so (<a href="https://google.aip.dev/193">AIP-193</a>).
   *
   * @param code its name for what is wrong, such as {@code NOT_FOUND}
   * @param message a sentence for people
   */
  record Refused(int status, String code, String message) implements ApiReply {}

  /**
   * Nobody knows whether it did.
   *
   * @param reason a sentence for people
   */
  record Unanswered(String reason) implements ApiReply {}
}

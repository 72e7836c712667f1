package io.schedulerrunner.config;

import tools.jackson.databind.JsonNode;

/** What an endpoint sends as its body. Immutable. */
public sealed interface Payload {

  /** No body. */
  Payload NONE = None.ONLY;

  /** No body at all. */
  enum None implements Payload {
    /** There is but one of it. */
    ONLY;

    /** As of a record without components: fingerprints are made of it. */
    @Override
    public String toString() {
      return "None[]";
    }
  }

  /**
   * Sent as {@code application/json}.
   *
   * @param tree the document; a string in it that holds <code>${NAME}</code> or <code>{{ }}</code>
   *     is a {@code POJONode} of a {@link Text}
   */
  record Json(JsonNode tree) implements Payload {}

  /** Sent as it stands, with the content type the endpoint's own headers name, if any. */
  record Raw(Text text) implements Payload {}
}

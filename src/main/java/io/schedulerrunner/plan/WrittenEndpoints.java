package io.schedulerrunner.plan;

import io.schedulerrunner.config.Json;
import tools.jackson.databind.JsonNode;

/**
 * The endpoints of a request as they came, for another instance to read. Kept as the body that held
 * them: a tree takes eight times as much, for as long as the run goes on, and most runs need none.
 * Immutable.
 */
public final class WrittenEndpoints {

  private final byte[] body;

  /** Those of a valid body, which nobody changes any more. */
  WrittenEndpoints(byte[] body) {
    this.body = body;
  }

  JsonNode tree() {
    return Json.read(body).get("endpoints");
  }
}

package io.schedulerrunner.execute;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.plan.Call;
import io.schedulerrunner.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/**
 * The JSON documents that a run sends, as bytes. One that several calls send, as the run's default
 * payload, is rendered once, so that a large one is in memory once. Thread-safe.
 */
final class Payloads {

  private final IdentityHashMap<JsonNode, Lazy<byte[]>> shared;

  private Payloads(IdentityHashMap<JsonNode, Lazy<byte[]>> shared) {
    this.shared = shared;
  }

  /** Those of a plan's calls. */
  static Payloads of(Plan plan) {
    Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    IdentityHashMap<JsonNode, Lazy<byte[]>> shared = new IdentityHashMap<>();
    for (Call call : plan.calls()) {
      if (call.payload() instanceof Payload.Json json && !seen.add(json.tree())) {
        shared.computeIfAbsent(json.tree(), tree -> new Lazy<>(() -> render(tree)));
      }
    }
    return new Payloads(shared);
  }

  /** A document's bytes; not to be changed. */
  byte[] bytes(JsonNode tree) {
    return Optional.ofNullable(shared.get(tree)).map(Lazy::value).orElseGet(() -> render(tree));
  }

  private static byte[] render(JsonNode tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      Json.write(generator, tree);
    }
    return out.toByteArray();
  }
}

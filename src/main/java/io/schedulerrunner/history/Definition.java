package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.plan.Call;
import java.io.StringWriter;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Fingerprints of what calls send and of how their answers are judged. Time limits, retries,
 * schedules and tags do not count: a success stays one when they change. Secrets count by their
 * place, not by their value, so that nothing can be guessed from the fingerprint and a rotated key
 * calls nothing twice. Not thread-safe.
 */
final class Definition {

  private static final String SUCCESS = Expectation.SUCCESS.toString();

  private final StringBuilder canonical = new StringBuilder(512);

  /** The fingerprint of a call: a UUID of its canonical form (RFC 9562, version 3). */
  @SuppressWarnings("ReferenceEquality") // others that are equal have the same text
  String of(Call call) {
    canonical.setLength(0);
    Endpoint endpoint = call.endpoint();
    add(endpoint.target().method())
        .add(endpoint.target().url().shown())
        .add(endpoint.target().headers())
        .add(endpoint.target().params())
        .add(endpoint.dependsOn())
        .add(endpoint.when())
        .add(endpoint.expect() == Expectation.SUCCESS ? SUCCESS : endpoint.expect())
        .add(endpoint.auth())
        .add(shown(call.payload()));
    return UUID.nameUUIDFromBytes(canonical.toString().getBytes(UTF_8)).toString();
  }

  /** Every string form below shows {@code ***} for a secret, by {@code Text.toString()}. */
  private Definition add(Object part) {
    String text = part.toString();
    canonical.append(text.length()).append(':').append(text);
    return this;
  }

  private static Object shown(Payload payload) {
    if (!(payload instanceof Payload.Json json)) {
      return payload;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      Json.writeShown(out, json.tree());
    }
    return text;
  }
}

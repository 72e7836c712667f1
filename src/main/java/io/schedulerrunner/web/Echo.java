package io.schedulerrunner.web;

import io.schedulerrunner.report.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON to write it again. */
final class Echo {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Echo() {}

  /** The one JSON document the bytes hold, in UTF-8; empty where they hold anything else. */
  static Optional<byte[]> json(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body);
        JsonGenerator generator = JsonOutput.to(out)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      generator.copyCurrentStructureExact(parser);
      if (parser.nextToken() != null) {
        return Optional.empty();
      }
    } catch (JacksonException e) {
      return Optional.empty();
    }
    return Optional.of(out.toByteArray());
  }
}

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
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      return Optional.of(copy(parser)).filter(copied -> parser.nextToken() == null);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Refuses an empty body as the generator does: there is no token to copy. */
  private static byte[] copy(JsonParser parser) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonGenerator generator = JsonOutput.to(out);
    parser.nextToken();
    generator.copyCurrentStructureExact(parser);
    generator.flush();
    return out.toByteArray();
  }
}

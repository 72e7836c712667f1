package io.schedulerrunner.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/** A YAML document: a tree that is the same once it was written as JSON, or a place in the text. */
public final class YamlFuzz {

  private YamlFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      byte[] json = json(Yaml.read(new String(input, UTF_8)));
      assertThat(json(Json.read(json))).isEqualTo(json);
    } catch (JsonException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static byte[] json(JsonNode tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      Json.write(generator, tree);
    }
    return out.toByteArray();
  }
}

package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Compares JSON with a file of the test resources, order of fields included. */
final class Golden {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Golden() {}

  static void assertMatches(String file, byte[] json) {
    assertThat(MAPPER.readTree(json).toPrettyString()).isEqualTo(text(file));
  }

  private static String text(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/report/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
